import type { Rgb } from '../../scene/rgb.js';

/** The luminance by which light and palette tell shadow from light: Rec. 709's weights on sRGB values, 0…1. */
export function luminance(rgb: Rgb): number {
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/** The same in GLSL. */
export const luminanceGlsl = 'float luminance(vec3 c) { return dot(c, vec3(0.2126, 0.7152, 0.0722)); }';
