import { BLEND_MODES, type BlendMode } from '../../scene/manifest.js';
import { glslName } from './blend.js';
import { BLENDS } from './blendModes.js';
import { nonSeparableGlsl } from './nonSeparable.js';

/** The integer by which `blendGlsl` knows a mode: its place in `BLEND_MODES`. */
export function blendNumber(mode: BlendMode): number {
  return BLEND_MODES.indexOf(mode);
}

/**
 * Every mode and `vec3 blend(int mode, vec3 backdrop, vec3 source)` in GLSL ES 3.00. Straight colours in 0…1; with the
 * layer's alpha (times its opacity) over an opaque backdrop the pixel is `mix(backdrop, blend(…), alpha)`.
 */
export const blendGlsl = `${nonSeparableGlsl}
${BLEND_MODES.map((mode) => BLENDS[mode].glsl).join('\n')}
vec3 blend(int mode, vec3 b, vec3 s) {
  switch (mode) {
${BLEND_MODES.map((mode, i) => `    case ${i}: return ${glslName(mode)}(b, s);`).join('\n')}
  }
  return s;
}`;
