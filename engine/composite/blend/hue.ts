import { type Blend, glslName } from './blend.js';
import { lum, sat, setLum, setSat } from './nonSeparable.js';

/** SetLum(SetSat(Cs, Sat(Cb)), Lum(Cb)): the hue of the source, saturation and luminosity of the backdrop. */
export const hue: Blend = {
  mode: 'hue',
  channel: null,
  blend: (b, s) => setLum(setSat(s, sat(b)), lum(b)),
  glsl: `vec3 ${glslName('hue')}(vec3 b, vec3 s) { return blendSetLum(blendSetSat(s, blendSat(b)), blendLum(b)); }`,
};
