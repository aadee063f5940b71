import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractAddresses } from '../../engine/chain/contractAddresses.js';
import { followChain } from '../../engine/chain/followChain.js';
import { createRpcClient } from '../../engine/chain/rpcClient.js';
import type { EngineError } from '../../engine/errors/engineError.js';
import type { WorkState } from '../../engine/protocol/workState.js';
import { createState } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';
import type { WorkRecord } from '../../engine/state/work.js';
import { NoSuchWork } from './verifyErrors.js';

export interface RebuildOptions {
  rpcUrl: string;
  chainId: number;
  contracts: ContractAddresses;
  work: number;
  /** Told now and then how far the chain has been read. */
  onProgress: (block: number) => void;
}

export interface RebuiltWork {
  record: WorkRecord;
  state: WorkState;
}

/**
 * What a work is at the head of a chain, folded from the chain's own events since its contracts were deployed. Nobody is
 * asked but the node, and nothing is kept.
 * @throws what `followChain` throws; ChainUnreachable and ChainInconsistent too, as nobody waits for a node here
 * @throws NoSuchWork
 */
export async function rebuildWork({
  rpcUrl,
  chainId,
  contracts,
  work,
  onProgress,
}: RebuildOptions): Promise<RebuiltWork> {
  const folder = await mkdtemp(join(tmpdir(), 'pentimento-verify-'));
  const { layerToken, featuredMessages, layerSale, reserveAuction } = contracts;
  const chain = { chainId, layerToken, featuredMessages, layerSale, reserveAuction };
  const store = openChainStore({ file: join(folder, 'chain.db'), chain, now: () => new Date(), onDamaged: () => {} });
  const stop = new AbortController();
  try {
    const state = createState({ store, newEpoch: () => 'rebuilt-once' });
    let trouble: EngineError | null = null;
    const events = followChain({
      clients: [createRpcClient({ url: rpcUrl })],
      chainId,
      contracts,
      resume: state.resume(),
      pollInterval: 1000,
      reorgWindow: REORG_WINDOW,
      rate: RATE,
      random: Math.random,
      report: (notice) => {
        if (notice.type !== 'trouble') return;
        trouble = notice.error;
        stop.abort();
      },
      signal: stop.signal,
    });
    for await (const event of events) {
      state.apply(event);
      onProgress(state.head()?.number ?? 0);
      if (event.type === 'live') break;
    }
    if (trouble) throw trouble;
    return workIn(state, work);
  } finally {
    stop.abort();
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds; as the server's own setting. */
const REORG_WINDOW = 180;
/** Calls a second to the node at most; as the server's own setting. */
const RATE = 25;

function workIn(state: ReturnType<typeof createState>, work: number): RebuiltWork {
  const record = state.works().find((found) => found.work === work);
  const snapshot = state.snapshot(work);
  if (!record || !snapshot) throw new NoSuchWork(work, state.works().length);
  return { record, state: snapshot.state };
}
