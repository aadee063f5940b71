/**
 * Restyles a layer block after block in a store and prints each block's number once it is kept, until it is killed.
 * Usage: node restyleForEver.mjs <file of the store>
 */
import { writeSync } from 'node:fs';
import { createState } from '../../dist/engine/state/createState.js';
import { openChainStore } from '../../dist/engine/state/openChainStore.js';

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
const state = createState({ store, newEpoch: () => 'epoch0001' });

if (!state.head()) {
  state.apply({ type: 'start', origin: blockOf(0), reason: 'first' });
  const record = {
    artist: hex(40, 3),
    entropy: hex(64, 4),
    manifestHash: hex(64, 5),
    manifestBytes: new Uint8Array(9),
  };
  const created = { type: 'workCreated', work: 1, layers: 1, ...record };
  state.apply({ type: 'block', parentHash: hex(64, 0), block: blockOf(1), events: [created] });
}
for (let number = state.head().number + 1; ; number++) {
  const previousWord = state.snapshot(1).state.tokens[1].word;
  const restyle = { type: 'styleChanged', ...place, by: hex(40, 3), previousWord, newWord: hex(64, number) };
  state.apply({ type: 'block', parentHash: hex(64, number - 1), block: blockOf(number), events: [restyle] });
  if (number % 7 === 0) {
    // A reorg as well now and then: back one block and on again.
    state.apply({ type: 'reorg', ancestor: blockOf(number - 1) });
    number -= 1;
    const word = state.snapshot(1).state.tokens[1].word;
    const other = { ...restyle, previousWord: word, newWord: hex(64, number + 1) };
    state.apply({ type: 'block', parentHash: hex(64, number), block: blockOf(number + 1), events: [other] });
    number += 1;
  }
  writeSync(1, `${number}\n`);
}
