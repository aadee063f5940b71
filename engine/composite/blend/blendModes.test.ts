import fc from 'fast-check';
import { BLEND_MODES, type BlendMode } from '../../scene/manifest.js';
import type { Rgb } from '../../scene/rgb.js';
import { blendGlsl } from './blendGlsl.js';
import { BLENDS } from './blendModes.js';

const channel = fc.double({ min: 0, max: 1, noNaN: true });
const colour: fc.Arbitrary<Rgb> = fc.tuple(channel, channel, channel);
const backdrop: Rgb = [0.2, 0.5, 0.8];
const source: Rgb = [0.6, 0.4, 0.1];

/** Worked by hand from the standard's formulas for the two colours above. */
const EXPECTED: Record<BlendMode, Rgb> = {
  normal: [0.6, 0.4, 0.1],
  multiply: [0.12, 0.2, 0.08],
  screen: [0.68, 0.7, 0.82],
  overlay: [0.24, 0.4, 0.64],
  darken: [0.2, 0.4, 0.1],
  lighten: [0.6, 0.5, 0.8],
  'color-dodge': [0.5, 0.8333, 0.8889],
  'color-burn': [0, 0, 0],
  'hard-light': [0.36, 0.4, 0.16],
  'soft-light': [0.2496, 0.45, 0.672],
  difference: [0.4, 0.1, 0.7],
  exclusion: [0.56, 0.5, 0.74],
  hue: [0.6506, 0.4106, 0.0506],
  saturation: [0.2405, 0.4905, 0.7405],
  color: [0.616, 0.416, 0.116],
  luminosity: [0.184, 0.484, 0.784],
};

/**
 * The standard's own text, one line a formula (§10.1 and §10.2), to hold the modes' files against on any colours. Its
 * ClipColor first cuts at 0 and then at 1.
 */
const lumOf = ([r, g, b]: number[]) => 0.3 * r! + 0.59 * g! + 0.11 * b!;
const satOf = (c: number[]) => Math.max(...c) - Math.min(...c);
function clipColor(c: number[]): number[] {
  const [l, n, x] = [lumOf(c), Math.min(...c), Math.max(...c)];
  const low = n < 0 ? c.map((v) => l + ((v - l) * l) / (l - n)) : c;
  return x > 1 ? low.map((v) => l + ((v - l) * (1 - l)) / (x - l)) : low;
}
const setLumOf = (c: number[], l: number) => clipColor(c.map((v) => v + l - lumOf(c)));
function setSatOf(c: number[], s: number): number[] {
  const [min, mid, max] = c.map((v, i) => ({ v, i })).sort((a, b) => a.v - b.v);
  const out = [0, 0, 0];
  if (max!.v > min!.v) {
    out[mid!.i] = ((mid!.v - min!.v) * s) / (max!.v - min!.v);
    out[max!.i] = s;
  }
  return out;
}
const hardLightOf = (b: number, s: number) => (s <= 0.5 ? b * 2 * s : b + (2 * s - 1) - b * (2 * s - 1));
const softened = (b: number) => (b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b));
const each = (formula: (b: number, s: number) => number) => (b: number[], s: number[]) =>
  b.map((v, i) => formula(v, s[i]!));
const STANDARD: Record<BlendMode, (b: number[], s: number[]) => number[]> = {
  normal: each((_, s) => s),
  multiply: each((b, s) => b * s),
  screen: each((b, s) => b + s - b * s),
  overlay: each((b, s) => hardLightOf(s, b)),
  darken: each(Math.min),
  lighten: each(Math.max),
  'color-dodge': each((b, s) => (b === 0 ? 0 : s === 1 ? 1 : Math.min(1, b / (1 - s)))),
  'color-burn': each((b, s) => (b === 1 ? 1 : s === 0 ? 0 : 1 - Math.min(1, (1 - b) / s))),
  'hard-light': each(hardLightOf),
  'soft-light': each((b, s) => (s <= 0.5 ? b - (1 - 2 * s) * b * (1 - b) : b + (2 * s - 1) * (softened(b) - b))),
  difference: each((b, s) => Math.abs(b - s)),
  exclusion: each((b, s) => b + s - 2 * b * s),
  hue: (b, s) => setLumOf(setSatOf(s, satOf(b)), lumOf(b)),
  saturation: (b, s) => setLumOf(setSatOf(b, satOf(s)), lumOf(b)),
  color: (b, s) => setLumOf(s, lumOf(b)),
  luminosity: (b, s) => setLumOf(b, lumOf(s)),
};

describe('a blend mode', () => {
  it.each(BLEND_MODES)('%s gives what the text of the standard gives, for any two colours', (mode) => {
    const byte = fc.integer({ min: 0, max: 255 }).map((value) => value / 255);
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte), fc.tuple(byte, byte, byte), (b, s) => {
        const expected = STANDARD[mode](b, s);
        BLENDS[mode].blend(b, s).forEach((channel, i) => {
          expect(channel).toBeCloseTo(expected[i]!, 9);
          expect(BLENDS[mode].channel?.(b[i]!, s[i]!) ?? channel).toBe(channel);
        });
      }),
    );
  });

  it.each(BLEND_MODES)("%s is the standard's formula", (mode) => {
    const blended = BLENDS[mode].blend(backdrop, source);
    expect(BLENDS[mode].mode).toBe(mode);
    blended.forEach((channel, i) => {
      expect(channel).toBeCloseTo(EXPECTED[mode][i]!, 4);
    });
  });

  it.each<[BlendMode, number, number, number]>([
    ['color-dodge', 0, 1, 0],
    ['color-dodge', 0.5, 1, 1],
    ['color-burn', 1, 0, 1],
    ['color-burn', 0.5, 0, 0],
    ['color-burn', 0.8, 0.5, 0.6],
    ['hard-light', 0.4, 0.5, 0.4],
    ['overlay', 0.5, 0.4, 0.4],
    ['hue', 1, 0.3, 1],
  ])('%s of %d under %d is %d where its formula has a seam', (mode, b, s, expected) => {
    for (const channel of BLENDS[mode].blend([b, b, b], [s, s, s])) expect(channel).toBeCloseTo(expected, 9);
  });

  it.each(BLEND_MODES)('%s stays in gamut for every pair of colours', (mode) => {
    fc.assert(
      fc.property(colour, colour, (b, s) => {
        expect(BLENDS[mode].blend(b, s).every((c) => c >= -1e-9 && c <= 1 + 1e-9)).toBe(true);
      }),
    );
  });
});

describe("the screen's GLSL", () => {
  it.each(BLEND_MODES)('defines %s and leaves out what was not asked for', (mode) => {
    const glsl = blendGlsl(new Set([mode]));
    expect(glsl).toContain(`vec3 blend_${mode.replace('-', '_')}(vec3 b, vec3 s)`);
    expect(glsl.match(/vec3 blend_\w+\(/g)).toHaveLength(1);
  });
});
