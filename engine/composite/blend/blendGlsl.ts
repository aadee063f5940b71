import type { BlendMode } from '../../scene/manifest.js';
import { BLENDS } from './blendModes.js';
import { nonSeparableGlsl } from './nonSeparable.js';

/**
 * Some modes in GLSL ES 3.00, each a `vec3 <glslName(mode)>(vec3 backdrop, vec3 source)` of straight colours in 0…1. With
 * the layer's alpha (times its opacity) over an opaque backdrop the pixel is `mix(backdrop, blended, alpha)`.
 */
export function blendGlsl(modes: ReadonlySet<BlendMode>): string {
  return [nonSeparableGlsl, ...[...modes].map((mode) => BLENDS[mode].glsl)].join('\n');
}
