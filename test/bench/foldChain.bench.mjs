/**
 * How fast the state folds the chain into `chain.db`, on this machine's disk: a backfill of 100,000 restyles, one a
 * block, and live blocks one at a time. The reference of each is libsql alone, writing one row where the state folds
 * one event, in the same transactions. The node's own time is not in it.
 *
 * Usage: npm run build && node test/bench/foldChain.bench.mjs
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createState } from '../../dist/engine/state/createState.js';
import { openChainStore } from '../../dist/engine/state/openChainStore.js';

const BACKFILLED = 100_000;
const RANGE = 2_000;
const LIVE = 500;

const hex = (digits, n) => `0x${n.toString(16).padStart(digits, '0')}`;
const blockOf = (number) => ({ number, hash: hex(64, number), time: number });

const folder = mkdtempSync(join(tmpdir(), 'pentimento-bench-'));
const store = openChainStore({
  file: join(folder, 'chain.db'),
  chain: { chainId: 1, layerToken: hex(40, 1), featuredMessages: hex(40, 2) },
  now: () => new Date(),
  onDamaged: () => {},
});
const state = createState({ store, newEpoch: () => 'epoch0001' });
const reference = new Database(join(folder, 'reference.db'));
reference.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE events (number INTEGER, event TEXT)',
);
const insert = reference.prepare('INSERT INTO events VALUES (?, ?)');

const words = Array(8).fill(hex(64, 0));
function restyle(number) {
  const index = number % 8;
  const [previousWord, newWord] = [words[index], hex(64, number)];
  words[index] = newWord;
  return { type: 'styleChanged', work: 1, index, by: hex(40, 3), previousWord, newWord };
}
function writeReference(blocks) {
  reference.exec('BEGIN IMMEDIATE');
  for (const { block, events } of blocks) insert.run(block.number, JSON.stringify(events));
  reference.exec('COMMIT');
}
function seconds(run) {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

const record = { artist: hex(40, 3), entropy: hex(64, 4), manifestHash: hex(64, 5), manifestBytes: new Uint8Array(9) };
state.apply({ type: 'start', origin: blockOf(0), reason: 'first' });
const created = { type: 'workCreated', work: 1, layers: 7, ...record };
state.apply({ type: 'block', parentHash: hex(64, 0), block: blockOf(1), events: [created] });

let [folding, referring] = [0, 0];
let number = 2;
while (number < BACKFILLED + 2) {
  const blocks = Array.from({ length: RANGE }, () => ({ block: blockOf(number), events: [restyle(number++)] }));
  const event = { type: 'backfill', through: blockOf(number - 1), blocks };
  folding += seconds(() => state.apply(event));
  referring += seconds(() => writeReference(blocks));
}

const live = [];
const liveReference = [];
for (let count = 0; count < LIVE; count++, number++) {
  const told = { block: blockOf(number), events: [restyle(number)] };
  live.push(seconds(() => state.apply({ type: 'block', parentHash: hex(64, number - 1), ...told })) * 1000);
  liveReference.push(seconds(() => writeReference([told])) * 1000);
}
store.close();
reference.close();
rmSync(folder, { recursive: true });

const at = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];
const rate = (time) => Math.round(BACKFILLED / time).toLocaleString('en');
const milliseconds = (values) => `p50 ${at(values, 0.5).toFixed(1)} ms, p99 ${at(values, 0.99).toFixed(1)} ms`;
console.log(
  `backfill   ${rate(folding)} events/s; libsql alone ${rate(referring)} rows/s; ratio ${(referring / folding).toFixed(2)}`,
);
console.log(
  `live block ${milliseconds(live)}; libsql alone ${milliseconds(liveReference)}; ratio ${(at(live, 0.5) / at(liveReference, 0.5)).toFixed(2)}`,
);
console.log(`memory     ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB resident`);
