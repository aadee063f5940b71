import fc from 'fast-check';
import type { Rgb } from '../../scene/rgb.js';
import type { ColourAdjustment } from '../../scene/scene.js';
import { adjustColour, adjustTexels } from './adjustColour.js';

const neutral: ColourAdjustment = { hue: 0, saturation: 1, brightness: 1, contrast: 1, tint: null };
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const colour: fc.Arbitrary<Rgb> = fc.tuple(unit, unit, unit);
const adjusted = (rgb: Rgb, part: Partial<ColourAdjustment>) => adjustColour(rgb, { ...neutral, ...part });

/** As a browser prints what the CSS filter of the same name gives. */
const bytes = (rgb: Rgb) => rgb.map((channel) => Math.round(channel * 255));

describe('adjustColour', () => {
  it('leaves every colour when neutral', () => {
    fc.assert(
      fc.property(colour, (rgb) => {
        adjustColour(rgb, neutral).forEach((channel, i) => {
          expect(channel).toBeCloseTo(rgb[i]!, 12);
        });
      }),
    );
  });

  it.each<[string, Rgb, Partial<ColourAdjustment>, number[]]>([
    ['red turned by 120°, like CSS hue-rotate', [1, 0, 0], { hue: 120 }, [0, 113, 0]],
    ['red without saturation, like CSS saturate(0)', [1, 0, 0], { saturation: 0 }, [54, 54, 54]],
    ['grey at half brightness', [0.6, 0.6, 0.6], { brightness: 0.5 }, [77, 77, 77]],
    ['light at double contrast', [0.6, 0.75, 1], { contrast: 2 }, [179, 255, 255]],
    ['white tinted as far as the tint is colourful', [1, 1, 1], { tint: [1, 0.5, 0.5] }, [255, 191, 191]],
    ['anything tinted grey', [0.2, 0.4, 0.6], { tint: [0.5, 0.5, 0.5] }, [51, 102, 153]],
    ['anything tinted white', [0.2, 0.4, 0.6], { tint: [1, 1, 1] }, [51, 102, 153]],
  ])('gives %s', (_, rgb, part, expected) => {
    expect(bytes(adjusted(rgb, part))).toEqual(expected);
  });

  it('applies hue before saturation before brightness before contrast before tint', () => {
    const all = { hue: 200, saturation: 1.6, brightness: 0.7, contrast: 1.3, tint: [0.9, 0.6, 0.3] as Rgb };
    const steps = Object.entries(all).reduce<Rgb>(
      (rgb, [name, value]) => adjusted(rgb, { [name]: value }),
      [0.7, 0.3, 0.2],
    );
    adjusted([0.7, 0.3, 0.2], all).forEach((channel, i) => {
      expect(channel).toBeCloseTo(steps[i]!, 12);
    });
  });

  it('stays in gamut', () => {
    const factor = fc.double({ min: 0, max: 4, noNaN: true });
    const any = fc.record({
      hue: fc.integer({ min: 0, max: 359 }),
      saturation: factor,
      brightness: factor,
      contrast: factor,
      tint: fc.option(colour),
    });
    fc.assert(
      fc.property(colour, any, (rgb, adjustment) => {
        expect(adjustColour(rgb, adjustment).every((channel) => channel >= 0 && channel <= 1)).toBe(true);
      }),
    );
  });
});

describe('adjustTexels', () => {
  it('adjusts every colour of a row and leaves alpha and what is transparent', () => {
    const adjustment = { ...neutral, hue: 90, brightness: 0.5, contrast: 2 };
    const texels = Float64Array.of(0.7, 0.3, 0.2, 0.4, 0.7, 0.3, 0.2, 0, 0.1, 0.9, 0.6, 1);
    adjustTexels(texels, adjustment);
    const [first, last] = [adjustColour([0.7, 0.3, 0.2], adjustment), adjustColour([0.1, 0.9, 0.6], adjustment)];
    expect([...texels]).toEqual([...first, 0.4, 0.7, 0.3, 0.2, 0, ...last, 1]);
  });
});
