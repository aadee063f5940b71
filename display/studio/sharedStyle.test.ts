import type { Lever } from '../../engine/scene/manifest.js';
import { encodeWord, UNLIMITED_UPDATES } from '../../engine/scene/styleWord.js';
import { sharedStyle, shareUrl } from './sharedStyle.js';

const levers: Lever[] = [
  { type: 'range', label: 'Form', bind: 'latent.coarse', default: 0, min: 0, max: 15, step: 1 },
  { type: 'bool', label: 'Mirror', bind: 'placement.mirror', default: 0 },
];
const word = (indices: number[]) =>
  encodeWord({ levers: indices, revision: 9, updatesLeft: UNLIMITED_UPDATES, frozen: false });
const searchOf = (style: string) => new URL(shareUrl('https://wall.example/studio?lang=de#x', 1, 3, style)).search;

describe('a style in the address', () => {
  it('is read from the link that shares it', () => {
    expect(sharedStyle(searchOf(word([7, 1])), levers)).toEqual(
      new Map([
        [0, 7],
        [1, 1],
      ]),
    );
  });

  it('names work and layer, and nothing else of the page it was copied on', () => {
    expect(shareUrl('https://wall.example/studio?lang=de#x', 1, 3, word([]))).toBe(
      `https://wall.example/studio?work=1&layer=3&style=${word([])}`,
    );
  });

  it.each([
    ['a lever past its end', word([16, 0])],
    ['a lever the layer does not have', word([1, 0, 1])],
    ['a flag that does not exist', `0xff${'0'.repeat(62)}`],
    ['too few digits', '0x12'],
    ['a script', '<script>alert(1)</script>'],
    ['nothing', ''],
  ])('is refused with %s', (_, style) => {
    expect(sharedStyle(searchOf(style), levers)).toBe('malformed');
  });

  it('may be missing', () => {
    expect(sharedStyle('?work=1&layer=3', levers)).toBe('none');
  });
});
