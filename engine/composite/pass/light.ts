import type { Light } from '../../scene/grades.js';
import type { Rgb } from '../../scene/rgb.js';
import { luminance } from './luminance.js';
import { type Tone, toned } from './tone.js';

/**
 * A colour under the work's light, as a painter sees an hour: shadows and lights are coloured apart, colours fade or
 * deepen together, and air lies over the shadows.
 *
 * With y the colour's luminance and t = smoothstep(turn, y): gain = shadows + (lights − shadows) t, and the colour is
 * `gain (y + (rgb − y) chroma) + air (1 − y)²`, held to 0…1.
 */
export function lightColour(rgb: Rgb, light: Light): Rgb {
  return toned(rgb, lightTone(luminance(rgb), light));
}

/** What the light does to colours of one luminance. */
export function lightTone(y: number, { shadows, lights, turn, air, chroma }: Light): Tone {
  const t = smoothstep(turn[0], turn[1], y);
  const gain = shadows.map((shadow, i) => shadow + ((lights[i] as number) - shadow) * t);
  return {
    gain: gain.map((channel) => channel * chroma) as unknown as Rgb,
    lift: gain.map((channel, i) => channel * y * (1 - chroma) + (air[i] as number) * (1 - y) ** 2) as unknown as Rgb,
  };
}

/** The light as `lightColour` of `lightGlsl` takes it: three vec4. */
export function lightUniform({ shadows, lights, turn, air, chroma }: Light): number[] {
  return [...shadows, turn[0], ...lights, turn[1], ...air, chroma];
}

function smoothstep(from: number, to: number, y: number): number {
  const t = Math.min(1, Math.max(0, (y - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** The same in GLSL ES 3.00; needs `luminanceGlsl`. */
export const lightGlsl = `vec3 lightColour(vec3 rgb, vec4 light[3]) {
  float y = luminance(rgb);
  vec3 gain = mix(light[0].rgb, light[1].rgb, smoothstep(light[0].a, light[1].a, y));
  return clamp(gain * (y + (rgb - y) * light[2].a) + light[2].rgb * (1.0 - y) * (1.0 - y), 0.0, 1.0);
}`;
