import type { Lever } from '../../engine/scene/manifest.js';
import { decodeWord, encodeWord, UNLIMITED_UPDATES } from '../../engine/scene/styleWord.js';
import { changesInWords, changesOf, noMoves, proposedWord } from './proposal.js';

const levers: Lever[] = [
  { type: 'range', label: 'Form', bind: 'latent.coarse', default: 0, min: 0, max: 15, step: 1 },
  { type: 'bool', label: 'Mirror', bind: 'placement.mirror', default: 0 },
];
const word = encodeWord({ levers: [3, 0], revision: 5, updatesLeft: UNLIMITED_UPDATES, frozen: false });

describe('a proposal', () => {
  it('without moves changes nothing', () => {
    expect(changesOf(word, noMoves)).toEqual([]);
    expect(proposedWord(word, noMoves)).toBe(word);
  });

  it('lists its changes with levers ascending, whatever order they were moved in', () => {
    const moves = new Map([
      [1, 1],
      [0, 7],
    ]);
    expect(changesOf(word, moves)).toEqual([
      { lever: 0, index: 7 },
      { lever: 1, index: 1 },
    ]);
  });

  it('moves only the levers that were moved, and neither revision nor updates', () => {
    const proposed = decodeWord(proposedWord(word, new Map([[0, 7]])));
    expect(proposed).toEqual({ ...decodeWord(word), levers: [7, ...decodeWord(word).levers.slice(1)] });
  });

  it('says each change in words', () => {
    expect(changesInWords({ levers, reach: 4 }, word, new Map([[0, 7]]))).toEqual([
      { lever: 0, label: 'Form', from: '3', to: '7' },
    ]);
  });

  it('says how far the picture goes from here, of all coordinates together', () => {
    const map: Lever = { type: 'position', label: 'Map', bind: 'latent.position', default: 0x8080 };
    const at = encodeWord({ levers: [0x8080, 0x8080], revision: 0, updatesLeft: UNLIMITED_UPDATES, frozen: false });
    const moves = new Map([
      [0, 0x8080 + (48 << 8)],
      [1, 0x8080 + 64],
    ]);
    expect(changesInWords({ levers: [map, map], reach: 4 }, at, moves)).toEqual([
      { lever: 0, label: 'Place among the pictures', from: '', to: '2.5 σ from here' },
    ]);
  });

  it('lies over a newer word, and drops what that word already says', () => {
    const newer = encodeWord({ levers: [7, 0], revision: 6, updatesLeft: UNLIMITED_UPDATES, frozen: false });
    const moves = new Map([
      [0, 7],
      [1, 1],
    ]);
    expect(changesInWords({ levers, reach: 4 }, newer, moves)).toEqual([
      { lever: 1, label: 'Mirror', from: 'off', to: 'on' },
    ]);
  });
});
