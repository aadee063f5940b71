import fc from 'fast-check';
import { LIGHTS, type Light, PALETTES, type Palette } from '../../scene/grades.js';
import type { Rgb } from '../../scene/rgb.js';
import { GRAIN_PERIOD, grainAt, grainCell, grainColour, grainStrength } from './grain.js';
import { lightColour } from './light.js';
import { luminance } from './luminance.js';
import { paletteColour } from './palette.js';

const channel = fc.double({ min: 0, max: 1, noNaN: true });
const colour: fc.Arbitrary<Rgb> = fc.tuple(channel, channel, channel);
const lights = Object.entries(LIGHTS) as [string, Light][];
const palettes = Object.entries(PALETTES) as [string, Palette][];
const greys = Array.from({ length: 256 }, (_, i) => i / 255);

describe('light', () => {
  it('leaves every colour as it is at noon', () => {
    fc.assert(
      fc.property(colour, (rgb) => {
        lightColour(rgb, LIGHTS.noon).forEach((lit, i) => {
          expect(lit).toBeCloseTo(rgb[i]!, 12);
        });
      }),
    );
  });

  it.each(lights)('keeps what is darker darker: %s', (_, light) => {
    const values = greys.map((grey) => luminance(lightColour([grey, grey, grey], light)));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  it.each(lights.filter(([name]) => name !== 'noon'))('colours shadows and lights apart: %s', (_, light) => {
    const warmth = (grey: number) => {
      const [r, , b] = lightColour([grey, grey, grey], light);
      return (r - b) / (r + b);
    };
    expect(warmth(0.85) - warmth(0.2)).toBeGreaterThan(0.1);
  });
});

describe('a palette', () => {
  it.each(palettes)('%s changes no luminance', (_, palette) => {
    fc.assert(
      fc.property(colour, (rgb) => {
        expect(luminance(paletteColour(rgb, palette))).toBeCloseTo(luminance(rgb), 9);
      }),
    );
  });

  it.each(palettes)('%s goes from dark over middle to light', (_, { dark, middle, light }) => {
    const values = [0, luminance(dark), luminance(middle), luminance(light), 1];
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(new Set(values).size).toBe(5);
  });

  it('draws any two colours closer together', () => {
    const apart = (a: Rgb, b: Rgb) => Math.hypot(...a.map((value, i) => value - b[i]!));
    const [red, blue]: Rgb[] = [
      [0.8, 0.2, 0.2],
      [0.2, 0.35, 0.8],
    ];
    for (const [name, palette] of palettes) {
      const ratio = apart(paletteColour(red!, palette), paletteColour(blue!, palette)) / apart(red!, blue!);
      expect([name, ratio < 0.85]).toEqual([name, name !== 'neutral']);
    }
  });
});

describe('grain', () => {
  const seed = 0x9f3c11aa;
  const all = Array.from({ length: GRAIN_PERIOD ** 2 }, (_, i) =>
    grainAt(i % GRAIN_PERIOD, Math.floor(i / GRAIN_PERIOD), seed),
  );

  it('is even: about 0 in the mean, and never beyond its unit', () => {
    expect(Math.abs(all.reduce((sum, value) => sum + value, 0) / all.length)).toBeLessThan(12);
    expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(1024);
    expect(all.every(Number.isInteger)).toBe(true);
  });

  it('is the same for the same seed and another for another', () => {
    expect([grainAt(3, 5, seed), grainAt(200, 131, seed), grainAt(255, 0, 0)]).toEqual(GRAIN_VECTORS);
    const other = all.filter((value, i) => value === grainAt(i % GRAIN_PERIOD, Math.floor(i / GRAIN_PERIOD), seed ^ 1));
    expect(other.length / all.length).toBeLessThan(0.01);
  });

  it('leaves black and white alone', () => {
    const grain = { strength: 1, seed };
    expect(grainColour([0, 0, 0], [3, 5], grain, 1)).toEqual([0, 0, 0]);
    expect(grainColour([1, 1, 1], [3, 5], grain, 1)).toEqual([1, 1, 1]);
    expect(grainColour([0.5, 0.5, 0.5], [3, 5], grain, 1)).not.toEqual([0.5, 0.5, 0.5]);
  });

  it('lies on the canvas, not on the picture of it: every size shows the same cells', () => {
    const cells = (size: number) => Array.from({ length: size }, (_, pixel) => grainCell(pixel, 1600, size));
    expect(cells(1600)).toEqual(greyLine(1600));
    expect(cells(3200)).toEqual(greyLine(3200).map((pixel) => pixel >> 1));
    expect(cells(240).every((cell, pixel) => Math.abs(cell + 0.5 - ((pixel + 0.5) * 1600) / 240) <= 0.5)).toBe(true);
  });

  it('fades in a thumbnail, whose pixels show the mean of many cells', () => {
    const grain = { strength: 0.2, seed };
    expect(grainStrength(grain, 0.25)).toBeCloseTo(grainStrength(grain, 1) / 4);
    expect(grainStrength(grain, 2)).toBe(grainStrength(grain, 1));
  });
});

const greyLine = (length: number) => Array.from({ length }, (_, i) => i);

/** Made once by `grainAt`, so that a change of it is seen: screens and stills of every version must agree. */
const GRAIN_VECTORS = [298, 50, -178];
