import fc from 'fast-check';
import { LeverError } from '../errors/sceneErrors.js';
import { boundsOf, firstWord, leverMax, leverValue } from './leverValue.js';
import type { Lever } from './manifest.js';
import { decodeWord } from './styleWord.js';

const about = { label: 'L', default: 0 } as const;
const range = (min: number, max: number, step: number): Lever => ({
  ...about,
  bind: 'opacity',
  type: 'range',
  min,
  max,
  step,
});

describe('leverValue', () => {
  it.each<[string, Lever, number, unknown]>([
    [
      'an option',
      {
        ...about,
        bind: 'blend',
        type: 'select',
        options: [
          { label: 'A', value: 'screen' },
          { label: 'B', value: 'hue' },
        ],
      },
      1,
      'hue',
    ],
    ['min plus steps', range(-10, 10, 5), 3, 5],
    ['a whole decimal', range(0.1, 1, 0.1), 2, 0.3],
    ['degrees', { ...about, bind: 'colour.hue', type: 'angle', steps: 8 }, 3, 135],
    [
      'a colour',
      {
        ...about,
        bind: 'colour.tint',
        type: 'color',
        colours: [
          { label: 'A', value: '#ffffff' },
          { label: 'B', value: '#c8a24b' },
        ],
      },
      1,
      '#c8a24b',
    ],
    ['false', { ...about, bind: 'visible', type: 'bool' }, 0, false],
    ['true', { ...about, bind: 'visible', type: 'bool' }, 1, true],
    ['two coordinates', { ...about, bind: 'latent.position', type: 'position' }, 0x80ff, 0x80ff],
  ])('S-4: gives %s', (_, lever, index, value) => {
    expect(leverValue(lever, index)).toBe(value);
  });

  it.each([11, -1, 0.5, Number.NaN])('S-4: refuses index %p of eleven values', (index) => {
    expect(() => leverValue(range(0, 10, 1), index)).toThrow(LeverError);
  });
});

describe('leverMax', () => {
  it.each([
    [0, 0.7, 0.1, 7],
    [0, 1, 0.3, 3],
    [-3, 3, 0.1, 60],
  ])('S-4: counts the steps from %d to %d by %d', (min, max, step, steps) => {
    expect(leverMax(range(min, max, step))).toBe(steps);
  });

  it('never leads beyond max', () => {
    const step = fc.integer({ min: 1, max: 500 }).map((n) => n / 100);
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 400 }), step, (min, width, by) => {
        const lever = range(min, min + width, by);
        expect(leverValue(lever, leverMax(lever))).toBeLessThanOrEqual(min + width);
      }),
    );
  });
});

describe("a token's first word", () => {
  const levers = [range(0, 10, 1), { ...range(0, 300, 1), default: 257 }];

  it('holds the defaults and can be changed for ever', () => {
    expect(decodeWord(firstWord(levers))).toEqual({
      levers: [0, 257, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      revision: 0,
      updatesLeft: 0xff_ffff,
      frozen: false,
    });
  });

  it('has bounds packed like it', () => {
    expect(boundsOf(levers)).toBe(`0x${'012c000a'.padStart(64, '0')}`);
  });
});
