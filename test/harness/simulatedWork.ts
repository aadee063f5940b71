import { applyOp, restyledBy } from '../../engine/protocol/applyDelta.js';
import { hashWorkState } from '../../engine/protocol/hashWorkState.js';
import type { Delta, Op, Snapshot, Sync, SyncReply } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { firstWord } from '../../engine/scene/leverValue.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';

/** Work 1 of a server that has no chain behind it: what it would tell, and its state, moved by hand. */
export interface SimulatedWork {
  description: WorkDescription & { manifest: Manifest };
  /** By token index. */
  seeds: Hex[];
  snapshot(): Snapshot;
  /** Changes the state as a block would. */
  change(ops: Op[]): Delta;
  /** Begins another epoch, as a rebuilt state does. @returns the delta that tells of it */
  rebuild(): Delta;
  sync(question: Pick<Sync, 'epoch' | 'since'>): SyncReply;
}

const digits = (n: number, length: number): Hex => `0x${n.toString(16).padStart(length, '0')}`;

export function createSimulatedWork({
  manifest,
  rasterSize,
  largeRasterSize = rasterSize,
}: {
  manifest: Manifest;
  rasterSize: number;
  largeRasterSize?: number;
}): SimulatedWork {
  const contracts = { layerToken: digits(1, 40), featuredMessages: digits(2, 40) };
  const entropy = digits(7, 64);
  const tokens = [manifest.master, ...manifest.layers];
  let epochs = 1;
  let deltas: Delta[] = [];
  let held = snapshotOf(epochOf(1), 1, {
    work: 1,
    block: blockAt(1),
    restyled: blockAt(1),
    tokens: tokens.map(({ levers }, index) => ({ index, owner: digits(9, 40), word: firstWord(levers) })),
    messages: [],
  });

  return {
    description: {
      work: 1,
      chainId: 31_337,
      contracts,
      artist: digits(3, 40),
      entropy,
      manifestHash: digits(4, 64),
      manifest,
      rasterSize,
      largeRasterSize,
      publicUrl: 'https://gallery.example',
      local: true,
    },
    seeds: tokens.map((_, index) => layerSeed(contracts.layerToken, entropy, tokenIdOf(1, index))),
    snapshot: () => held,
    change(ops) {
      const block = blockAt(held.state.block.number + 1);
      const prev = held.seq;
      held = snapshotOf(held.epoch, prev + 1, {
        ...ops.reduce(applyOp, held.state),
        block,
        restyled: restyledBy(held.state, { block, ops }),
      });
      const { epoch, seq, stateHash } = held;
      const delta: Delta = { v: 1, work: 1, epoch, prev, seq, block, ops, stateHash };
      deltas.push(delta);
      return delta;
    },
    rebuild() {
      deltas = [];
      held = snapshotOf(epochOf(++epochs), 1, held.state);
      const { epoch, seq, stateHash, state } = held;
      return { v: 1, work: 1, epoch, prev: 0, seq, block: state.block, ops: [], stateHash };
    },
    sync: ({ epoch, since }) =>
      epoch === held.epoch ? { deltas: deltas.filter(({ seq }) => seq > since) } : { snapshot: held },
  };
}

const epochOf = (number: number) => `epoch${String(number).padStart(4, '0')}`;

function snapshotOf(epoch: string, seq: number, state: Snapshot['state']): Snapshot {
  return { v: 1, epoch, seq, state, stateHash: hashWorkState(state) };
}

const blockAt = (number: number) => ({ number, hash: digits(number, 64), time: 1_700_000_000 + 12 * number });
