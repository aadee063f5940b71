import { LeverError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { type Lever, MAX_LEVER_INDEX } from './manifest.js';
import { encodeWord, packLevers, toHex, UNLIMITED_UPDATES } from './styleWord.js';

/** What a lever stands at: an option's value, a number, degrees, `#rrggbb`, whether, or two coordinates as the index. */
export type LeverValue = number | string | boolean;

/** The largest index of a lever; the smallest is 0. */
export function leverMax(lever: Lever): number {
  switch (lever.type) {
    case 'select':
      return lever.options.length - 1;
    case 'range':
      // A billionth of a step: (0.7 - 0) / 0.1 is 6.999… in binary, and means 7.
      return Math.floor((lever.max - lever.min) / lever.step + 1e-9);
    case 'angle':
      return lever.steps - 1;
    case 'color':
      return lever.colours.length - 1;
    case 'bool':
      return 1;
    case 'position':
      return MAX_LEVER_INDEX;
  }
}

/**
 * The value at an index. Ranges are rounded to nine decimals, so that 0.1 + 2 × 0.1 is 0.3 everywhere.
 * @throws LeverError when the lever has no such index; never clamps, as no contract lets such a word be written
 */
export function leverValue(lever: Lever, index: number): LeverValue {
  const max = leverMax(lever);
  if (!Number.isInteger(index) || index < 0 || index > max) throw new LeverError(lever.label, index, max);
  switch (lever.type) {
    case 'select':
      return at(lever.options, index).value;
    case 'range':
      return Math.round((lever.min + index * lever.step) * 1e9) / 1e9;
    case 'angle':
      return (index * 360) / lever.steps;
    case 'color':
      return at(lever.colours, index).value;
    case 'bool':
      return index === 1;
    case 'position':
      return index;
  }
}

/** The `bounds` a token is created with: each lever's largest index, 12 × u16. */
export function boundsOf(levers: readonly Lever[]): Hex {
  return toHex(packLevers(levers.map(leverMax)));
}

/** The word a token is created with: every lever at its default, revision 0, unlimited updates. */
export function firstWord(levers: readonly Lever[]): Hex {
  const indices = levers.map((lever) => lever.default);
  return encodeWord({ levers: indices, revision: 0, updatesLeft: UNLIMITED_UPDATES, frozen: false });
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}
