import { type Blend, glslName } from './blend.js';
import { lum, setLum } from './nonSeparable.js';

/** SetLum(Cs, Lum(Cb)): hue and saturation of the source, luminosity of the backdrop. */
export const color: Blend = {
  mode: 'color',
  channel: null,
  blend: (b, s) => setLum(s, lum(b)),
  glsl: `vec3 ${glslName('color')}(vec3 b, vec3 s) { return blendSetLum(s, blendLum(b)); }`,
};
