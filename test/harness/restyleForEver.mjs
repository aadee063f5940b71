/**
 * Restyles a layer block after block in a store and prints `block clock epoch` once each is kept, until it is killed. Now
 * and then the chain goes back a block, or all of it is read anew.
 * Usage: node restyleForEver.mjs <file of the store>
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createState } from '../../dist/engine/state/createState.js';
import { openChainStore } from '../../dist/engine/state/openChainStore.js';

const REORG_EVERY = 7;
const REREAD_EVERY = 11;

const hex = (digits, n) => `0x${n.toString(16).padStart(digits, '0')}`;
const blockOf = (number) => ({ number, hash: hex(64, number), time: number });
const place = { work: 1, index: 1 };

const store = openChainStore({
  file: process.argv[2],
  chain: { chainId: 1, layerToken: hex(40, 1), featuredMessages: hex(40, 2) },
  now: () => new Date(),
  onDamaged: (movedTo, problem) => {
    throw new Error(`${movedTo}: ${problem}`);
  },
});
const state = createState({ store, newEpoch: () => randomBytes(8).toString('hex') });

const record = {
  artist: hex(40, 3),
  entropy: hex(64, 4),
  manifestHash: hex(64, 5),
  manifestBytes: new Uint8Array(9),
};
const created = { block: blockOf(1), events: [{ type: 'workCreated', work: 1, layers: 1, ...record }] };
const restyled = (number) => {
  const previousWord = hex(64, number === 2 ? 0 : number - 1);
  const restyle = { type: 'styleChanged', ...place, by: hex(40, 3), previousWord, newWord: hex(64, number) };
  return { block: blockOf(number), events: [restyle] };
};
const add = (told) => state.apply({ type: 'block', parentHash: hex(64, told.block.number - 1), ...told });

if (!state.head()) {
  state.apply({ type: 'start', origin: blockOf(0), reason: 'first' });
  add(created);
}
for (let number = state.head().number + 1; ; number++) {
  add(restyled(number));
  if (number % REORG_EVERY === 0) {
    state.apply({ type: 'reorg', ancestor: blockOf(number - 1) });
    add(restyled(number));
  }
  if (number % REREAD_EVERY === 0) {
    const blocks = [created, ...Array.from({ length: number - 1 }, (_, at) => restyled(at + 2))];
    state.apply({ type: 'start', origin: blockOf(0), reason: 'finality-violated' });
    state.apply({ type: 'backfill', through: blockOf(number), blocks });
    state.apply({ type: 'live', head: blockOf(number) });
  }
  const { seq, epoch } = state.snapshot(1);
  writeSync(1, `${number} ${seq} ${epoch}\n`);
}
