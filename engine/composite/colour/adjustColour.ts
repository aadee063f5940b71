import type { Rgb } from '../../scene/rgb.js';
import type { ColourAdjustment } from '../../scene/scene.js';

/**
 * A straight colour after hue, saturation, brightness, contrast and tint, in that order, held to 0…1 after each.
 *
 * Hue rotation and saturation are the `hueRotate` and `saturate` matrices of Filter Effects Module Level 1 (the ones of
 * CSS `hue-rotate()` and `saturate()`), brightness and contrast its linear functions. A tint draws the colour towards
 * its luminance times the tint, as far as the tint's chroma (largest less smallest channel): a grey tints nothing.
 */
export function adjustColour(rgb: Rgb, adjustment: ColourAdjustment): Rgb {
  const texel = Float64Array.of(...rgb, 1);
  adjustTexels(texel, adjustment);
  return [of(texel, 0), of(texel, 1), of(texel, 2)];
}

/**
 * Many colours in place, and no work for what is neutral.
 * @param texels straight red, green, blue and alpha of each, 0…1; those that are transparent are left
 */
export function adjustTexels(texels: Float64Array, adjustment: ColourAdjustment): void {
  const { hue, saturation, brightness, contrast, tint } = adjustment;
  if (hue !== 0) rotateHue(texels, (hue * Math.PI) / 180);
  if (saturation !== 1) saturate(texels, saturation);
  if (brightness !== 1) scale(texels, brightness, 0);
  if (contrast !== 1) scale(texels, contrast, 0.5);
  if (tint) tintTexels(texels, tint, chroma(tint));
}

/** The standard's matrix, with its luminance row taken out of each channel: grey + cos × (rgb - grey) + sin × … */
function rotateHue(texels: Float64Array, radians: number) {
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  for (let i = 0; i < texels.length; i += 4) {
    if (of(texels, i + 3) === 0) continue;
    const r = of(texels, i);
    const g = of(texels, i + 1);
    const b = of(texels, i + 2);
    const grey = luminance(r, g, b);
    texels[i] = unit(grey + cos * (r - grey) + sin * (-0.213 * r - 0.715 * g + 0.928 * b));
    texels[i + 1] = unit(grey + cos * (g - grey) + sin * (0.143 * r + 0.14 * g - 0.283 * b));
    texels[i + 2] = unit(grey + cos * (b - grey) + sin * (-0.787 * r + 0.715 * g + 0.072 * b));
  }
}

/** Draws every channel away from the colour's luminance, or towards it. */
function saturate(texels: Float64Array, saturation: number) {
  for (let i = 0; i < texels.length; i += 4) {
    if (of(texels, i + 3) === 0) continue;
    const r = of(texels, i);
    const g = of(texels, i + 1);
    const b = of(texels, i + 2);
    const grey = luminance(r, g, b);
    texels[i] = unit(grey + (r - grey) * saturation);
    texels[i + 1] = unit(grey + (g - grey) * saturation);
    texels[i + 2] = unit(grey + (b - grey) * saturation);
  }
}

/** Brightness about black, contrast about the middle. */
function scale(texels: Float64Array, factor: number, about: number) {
  for (let i = 0; i < texels.length; i += 4) {
    if (of(texels, i + 3) === 0) continue;
    texels[i] = unit((of(texels, i) - about) * factor + about);
    texels[i + 1] = unit((of(texels, i + 1) - about) * factor + about);
    texels[i + 2] = unit((of(texels, i + 2) - about) * factor + about);
  }
}

function tintTexels(texels: Float64Array, tint: Rgb, strength: number) {
  if (strength === 0) return;
  const [red, green, blue] = tint;
  for (let i = 0; i < texels.length; i += 4) {
    if (of(texels, i + 3) === 0) continue;
    const r = of(texels, i);
    const g = of(texels, i + 1);
    const b = of(texels, i + 2);
    const grey = luminance(r, g, b);
    texels[i] = r + (grey * red - r) * strength;
    texels[i + 1] = g + (grey * green - g) * strength;
    texels[i + 2] = b + (grey * blue - b) * strength;
  }
}

const luminance = (r: number, g: number, b: number) => 0.213 * r + 0.715 * g + 0.072 * b;

const chroma = (rgb: Rgb) => Math.max(...rgb) - Math.min(...rgb);

const of = (texels: Float64Array, i: number) => texels[i] as number;

/** By comparisons: at every channel of every texel `Math.min` and `Math.max` are noticed. */
function unit(value: number): number {
  if (value < 0) return 0;
  if (value > 1) return 1;
  return value;
}

/**
 * The same in GLSL ES 3.00: `vec3 adjustColour(vec3 rgb, float hue, float saturation, float brightness, float contrast,
 * vec3 tint, float tintWeight)`. Hue in degrees; the weight is 1 for a tint and 0 for none, between them while a screen
 * moves from one to the other.
 */
export const adjustColourGlsl = `float adjustLuminance(vec3 c) { return dot(c, vec3(0.213, 0.715, 0.072)); }
vec3 adjustColour(vec3 rgb, float hue, float saturation, float brightness, float contrast, vec3 tint, float tintWeight) {
  float turn = radians(hue);
  float grey = adjustLuminance(rgb);
  vec3 across = vec3(
    dot(rgb, vec3(-0.213, -0.715, 0.928)),
    dot(rgb, vec3(0.143, 0.140, -0.283)),
    dot(rgb, vec3(-0.787, 0.715, 0.072)));
  vec3 c = clamp(grey + cos(turn) * (rgb - grey) + sin(turn) * across, 0.0, 1.0);
  grey = adjustLuminance(c);
  c = clamp(grey + (c - grey) * saturation, 0.0, 1.0);
  c = clamp(c * brightness, 0.0, 1.0);
  c = clamp((c - 0.5) * contrast + 0.5, 0.0, 1.0);
  float chroma = max(tint.r, max(tint.g, tint.b)) - min(tint.r, min(tint.g, tint.b));
  return mix(c, adjustLuminance(c) * tint, chroma * tintWeight);
}`;
