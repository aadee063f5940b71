import type { Rgb } from '../../scene/scene.js';

/** The finished composite's colour under the work's grade: channel times gain. */
export function gradeColour(rgb: Rgb, gain: Rgb): Rgb {
  return [rgb[0] * gain[0], rgb[1] * gain[1], rgb[2] * gain[2]];
}

/** The same in GLSL. */
export const gradeColourGlsl = 'vec3 gradeColour(vec3 rgb, vec3 gain) { return rgb * gain; }';
