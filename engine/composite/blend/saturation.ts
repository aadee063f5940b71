import { type Blend, glslName } from './blend.js';
import { lum, sat, setLum, setSat } from './nonSeparable.js';

/** SetLum(SetSat(Cb, Sat(Cs)), Lum(Cb)): the saturation of the source, hue and luminosity of the backdrop. */
export const saturation: Blend = {
  mode: 'saturation',
  channel: null,
  blend: (b, s) => setLum(setSat(b, sat(s)), lum(b)),
  glsl: `vec3 ${glslName('saturation')}(vec3 b, vec3 s) { return blendSetLum(blendSetSat(b, blendSat(s)), blendLum(b)); }`,
};
