import fc from 'fast-check';
import { styleWordVectors } from '../../test/harness/styleWordVectors.js';
import { WordError } from '../errors/sceneErrors.js';
import { decodeWord, encodeChanges, encodeWord, UNLIMITED_UPDATES } from './styleWord.js';

const vectors = styleWordVectors();

const word = fc.record({
  levers: fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 12, maxLength: 12 }),
  revision: fc.integer({ min: 0, max: 0xffff_ffff }),
  updatesLeft: fc.integer({ min: 0, max: UNLIMITED_UPDATES }),
  frozen: fc.boolean(),
});

describe('a style word', () => {
  it.each(vectors.words)('S-3: is what the contract makes of it: $name', ({ name: _, word, ...fields }) => {
    expect(encodeWord(fields)).toBe(word);
    expect(decodeWord(word)).toEqual(fields);
  });

  it('comes back from its bits', () => {
    fc.assert(fc.property(word, (fields) => expect(decodeWord(encodeWord(fields))).toEqual(fields)));
  });

  it.each([
    ['too short', `0x${'00'.repeat(31)}`],
    ['upper case', `0x${'AA'.repeat(32)}`],
    ['an unknown flag', `0x02${'00'.repeat(31)}`],
  ])('S-3: is refused when it has %s', (_, text) => {
    expect(() => decodeWord(text as `0x${string}`)).toThrow(WordError);
  });

  it.each([
    { levers: [0x1_0000] },
    { levers: [0.5] },
    { levers: [-1] },
    { levers: Array(13).fill(0) },
    { revision: 2 ** 32 },
    { updatesLeft: 2 ** 24 },
  ])('is refused when a field does not fit: %j', (part) => {
    const fits = { levers: [0], revision: 0, updatesLeft: 0, frozen: false };
    expect(() => encodeWord({ ...fits, ...part })).toThrow(WordError);
  });
});

describe('encodeChanges', () => {
  it.each(vectors.changes)('packs what the contract reads: $bytes', ({ changes, bytes }) => {
    expect(encodeChanges(changes)).toBe(bytes);
  });

  it('orders levers itself', () => {
    expect(
      encodeChanges([
        { lever: 3, index: 258 },
        { lever: 1, index: 2 },
      ]),
    ).toBe('0x010002030102');
  });

  it.each([
    ['no change', []],
    [
      'a lever twice',
      [
        { lever: 1, index: 2 },
        { lever: 1, index: 3 },
      ],
    ],
    ['a thirteenth lever', [{ lever: 12, index: 0 }]],
    ['an index beyond a u16', [{ lever: 0, index: 0x1_0000 }]],
  ])('refuses %s', (_, changes) => {
    expect(() => encodeChanges(changes)).toThrow(WordError);
  });
});
