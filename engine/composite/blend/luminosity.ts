import { type Blend, glslName } from './blend.js';
import { lum, setLum } from './nonSeparable.js';

/** SetLum(Cb, Lum(Cs)): the luminosity of the source, hue and saturation of the backdrop. */
export const luminosity: Blend = {
  mode: 'luminosity',
  channel: null,
  blend: (b, s) => setLum(b, lum(s)),
  glsl: `vec3 ${glslName('luminosity')}(vec3 b, vec3 s) { return blendSetLum(b, blendLum(s)); }`,
};
