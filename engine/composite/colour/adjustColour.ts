import type { ColourAdjustment, Rgb } from '../../scene/scene.js';

/**
 * A straight colour after hue, saturation, brightness, contrast and tint, in that order, held to 0…1 after each.
 *
 * Hue rotation and saturation are the `hueRotate` and `saturate` matrices of Filter Effects Module Level 1 (the ones of
 * CSS `hue-rotate()` and `saturate()`), brightness and contrast its linear functions. A tint draws the colour towards
 * its luminance times the tint, as far as the tint's chroma (largest less smallest channel): a grey tints nothing.
 */
export function adjustColour(rgb: Rgb, adjustment: ColourAdjustment): Rgb {
  const { saturation, brightness, contrast } = adjustment;
  const turned = rotateHue(rgb, (adjustment.hue * Math.PI) / 180);
  const grey = luminance(turned);
  const saturated = each(turned, (channel) => grey + (channel - grey) * saturation);
  const lit = each(saturated, (channel) => channel * brightness);
  const contrasted = each(lit, (channel) => (channel - 0.5) * contrast + 0.5);
  return adjustment.tint ? tinted(contrasted, adjustment.tint) : contrasted;
}

/** Whether the adjustment leaves every colour as it is. */
export function isNeutral({ hue, saturation, brightness, contrast, tint }: ColourAdjustment): boolean {
  return hue === 0 && saturation === 1 && brightness === 1 && contrast === 1 && (tint === null || chroma(tint) === 0);
}

function rotateHue(rgb: Rgb, radians: number): Rgb {
  const [r, g, b] = rgb;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const grey = luminance(rgb);
  // The standard's matrix, with its luminance row taken out of each channel: grey + cos × (rgb - grey) + sin × …
  return clamped([
    grey + cos * (r - grey) + sin * (-0.213 * r - 0.715 * g + 0.928 * b),
    grey + cos * (g - grey) + sin * (0.143 * r + 0.14 * g - 0.283 * b),
    grey + cos * (b - grey) + sin * (-0.787 * r + 0.715 * g + 0.072 * b),
  ]);
}

function tinted(rgb: Rgb, tint: Rgb): Rgb {
  const grey = luminance(rgb);
  const strength = chroma(tint);
  const [r, g, b] = rgb;
  return clamped([
    r + (grey * tint[0] - r) * strength,
    g + (grey * tint[1] - g) * strength,
    b + (grey * tint[2] - b) * strength,
  ]);
}

const luminance = ([r, g, b]: Rgb) => 0.213 * r + 0.715 * g + 0.072 * b;

const chroma = (rgb: Rgb) => Math.max(...rgb) - Math.min(...rgb);

const each = ([r, g, b]: Rgb, change: (channel: number) => number): Rgb => clamped([change(r), change(g), change(b)]);

const clamped = ([r, g, b]: Rgb): Rgb => [unit(r), unit(g), unit(b)];

const unit = (value: number) => Math.min(1, Math.max(0, value));

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
