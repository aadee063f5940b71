import type { Palette } from '../../scene/grades.js';
import type { Rgb } from '../../scene/rgb.js';
import { luminance } from './luminance.js';
import { type Tone, toned } from './tone.js';

/**
 * A colour bound into the work's palette: mixed with what the palette paints that luminance with, so that layers painted
 * apart share their pigments, as if every colour on the table held some of the same mother colour.
 *
 * A palette is a ramp from black over its dark, middle and light pigment to white, each at its own luminance. A ramp so
 * made has at every luminance a colour of just that luminance, hence the pass changes no value, only what it is
 * painted in.
 */
export function paletteColour(rgb: Rgb, palette: Palette): Rgb {
  return toned(rgb, paletteTone(luminance(rgb), palette));
}

/** What the palette does to colours of one luminance. */
export function paletteTone(y: number, palette: Palette): Tone {
  const kept = 1 - palette.strength;
  const pigment = pigmentAt(y, palette);
  return { gain: [kept, kept, kept], lift: pigment.map((channel) => channel * palette.strength) as unknown as Rgb };
}

/** The palette as `paletteColour` of `paletteGlsl` takes it: three vec4. */
export function paletteUniform({ dark, middle, light, strength }: Palette): number[] {
  return [...dark, strength, ...middle, 0, ...light, 0];
}

function pigmentAt(y: number, { dark, middle, light }: Palette): Rgb {
  const stops: Rgb[] = [[0, 0, 0], dark, middle, light, [1, 1, 1]];
  const above = Math.max(
    1,
    stops.findIndex((stop, i) => i > 0 && (y <= luminance(stop) || i === stops.length - 1)),
  );
  const [a, b] = [stops[above - 1] as Rgb, stops[above] as Rgb];
  const t = (y - luminance(a)) / (luminance(b) - luminance(a));
  return a.map((channel, i) => channel + ((b[i] as number) - channel) * t) as unknown as Rgb;
}

/** The same in GLSL ES 3.00; needs `luminanceGlsl`. */
export const paletteGlsl = `vec3 paletteBetween(vec3 a, vec3 b, float y) {
  float from = luminance(a);
  return mix(a, b, (y - from) / (luminance(b) - from));
}
vec3 paletteColour(vec3 rgb, vec4 palette[3]) {
  float y = luminance(rgb);
  vec3 pigment =
    y <= luminance(palette[0].rgb) ? paletteBetween(vec3(0.0), palette[0].rgb, y) :
    y <= luminance(palette[1].rgb) ? paletteBetween(palette[0].rgb, palette[1].rgb, y) :
    y <= luminance(palette[2].rgb) ? paletteBetween(palette[1].rgb, palette[2].rgb, y) :
    paletteBetween(palette[2].rgb, vec3(1.0), y);
  return clamp(mix(rgb, pigment, palette[0].a), 0.0, 1.0);
}`;
