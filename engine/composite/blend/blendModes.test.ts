import fc from 'fast-check';
import { BLEND_MODES, type BlendMode } from '../../scene/manifest.js';
import type { Rgb } from '../../scene/scene.js';
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

describe('a blend mode', () => {
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
