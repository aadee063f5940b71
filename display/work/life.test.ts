import type { Hex } from '../../engine/protocol/primitives.js';
import { type Change, stagesOf, wordsAfter } from './life.js';

const hex = (n: number, digits: number): Hex => `0x${n.toString(16).padStart(digits, '0')}`;
const change = (block: number, index: number, word: number): Change => ({
  block: { number: block, hash: hex(block, 64), time: 1_700_000_000 + block },
  by: hex(7, 40),
  word: hex(word, 64),
  index,
});
const life = [
  change(10, 0, 1),
  change(10, 1, 1),
  change(10, 2, 1),
  change(12, 2, 5),
  change(15, 1, 6),
  change(15, 2, 7),
];

test('a life is told block by block', () => {
  expect(stagesOf(life).map(({ block, changes }) => [block.number, changes.map(({ index }) => index)])).toEqual([
    [10, [0, 1, 2]],
    [12, [2]],
    [15, [1, 2]],
  ]);
  expect(stagesOf([])).toEqual([]);
});

test.each([
  [10, [1, 1, 1]],
  [11, [1, 1, 1]],
  [12, [1, 1, 5]],
  [99, [1, 6, 7]],
])('after block %d the words are those last written by then', (block, words) => {
  expect(wordsAfter(life, block, 3)).toEqual(words.map((word) => hex(word, 64)));
});

test('before its beginning a work has no words', () => {
  expect(wordsAfter(life, 9, 3)).toBeNull();
});
