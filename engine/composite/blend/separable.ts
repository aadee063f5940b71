import type { BlendMode } from '../../scene/manifest.js';
import { type Blend, glslName } from './blend.js';

/**
 * A blend that treats red, green and blue alike and apart.
 * @param channel one channel of backdrop and source
 * @param glsl the same as a body of GLSL over floats `b` and `s`
 */
export function separable(mode: BlendMode, channel: (b: number, s: number) => number, glsl: string): Blend {
  const name = glslName(mode);
  return {
    mode,
    channel,
    blend: (b, s) => [channel(b[0], s[0]), channel(b[1], s[1]), channel(b[2], s[2])],
    glsl: `float ${name}(float b, float s) { ${glsl} }
vec3 ${name}(vec3 b, vec3 s) { return vec3(${name}(b.r, s.r), ${name}(b.g, s.g), ${name}(b.b, s.b)); }`,
  };
}
