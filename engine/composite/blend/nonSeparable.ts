import type { Rgb } from '../../scene/rgb.js';

/** Lum(C) = 0.3 Cr + 0.59 Cg + 0.11 Cb (§10.2 of W3C Compositing and Blending Level 1, as are all names here). */
export function lum(c: Rgb): number {
  return 0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2];
}

/** Sat(C) = max − min. */
export function sat(c: Rgb): number {
  return Math.max(...c) - Math.min(...c);
}

/** The colour moved along the grey axis to luminosity l, then drawn towards that grey until it is in gamut. */
export function setLum(c: Rgb, l: number): Rgb {
  const d = l - lum(c);
  return clipColor([c[0] + d, c[1] + d, c[2] + d]);
}

/**
 * A range of channels that is none: what rounding leaves of a grey. Stretching it would give a grey the full saturation of
 * a hue that nobody painted, and another one on every machine.
 */
const GREY = 1e-5;

/** The colour stretched so that its smallest channel is 0 and its largest s; black for a grey. */
export function setSat(c: Rgb, s: number): Rgb {
  const smallest = Math.min(...c);
  const range = Math.max(...c) - smallest;
  if (range <= GREY) return [0, 0, 0];
  return [((c[0] - smallest) * s) / range, ((c[1] - smallest) * s) / range, ((c[2] - smallest) * s) / range];
}

function clipColor(c: Rgb): Rgb {
  const l = lum(c);
  const smallest = Math.min(...c);
  const largest = Math.max(...c);
  const low = smallest < 0 ? l / (l - smallest) : 1;
  const high = largest > 1 ? (1 - l) / (largest - l) : 1;
  const towards = Math.min(low, high);
  return [l + (c[0] - l) * towards, l + (c[1] - l) * towards, l + (c[2] - l) * towards];
}

/** The same in GLSL; `blendGlsl` puts it before the modes. */
export const nonSeparableGlsl = `float blendLum(vec3 c) { return dot(c, vec3(0.3, 0.59, 0.11)); }
float blendMin(vec3 c) { return min(c.r, min(c.g, c.b)); }
float blendMax(vec3 c) { return max(c.r, max(c.g, c.b)); }
float blendSat(vec3 c) { return blendMax(c) - blendMin(c); }
vec3 blendSetLum(vec3 c, float l) {
  vec3 moved = c + (l - blendLum(c));
  float grey = blendLum(moved);
  float low = blendMin(moved) < 0.0 ? grey / (grey - blendMin(moved)) : 1.0;
  float high = blendMax(moved) > 1.0 ? (1.0 - grey) / (blendMax(moved) - grey) : 1.0;
  return grey + (moved - grey) * min(low, high);
}
vec3 blendSetSat(vec3 c, float s) {
  float range = blendSat(c);
  return range <= ${GREY} ? vec3(0.0) : (c - blendMin(c)) * s / range;
}`;
