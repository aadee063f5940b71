import type { BlendMode } from '../../scene/manifest.js';
import type { Rgb } from '../../scene/rgb.js';

/**
 * A blend function B(Cb, Cs) of W3C Compositing and Blending Level 1, in TypeScript for stills' reference and in GLSL for
 * screens. Colours are straight, 0…1. A layer of alpha αs on an opaque backdrop then gives
 * `(1 - αs) Cb + αs B(Cb, Cs)` (§10.1 of the standard, with αb = 1).
 */
export interface Blend {
  mode: BlendMode;
  blend(backdrop: Rgb, source: Rgb): Rgb;
  /** The same of one channel, for modes that treat all three alike and apart; null for the others. */
  channel: ((backdrop: number, source: number) => number) | null;
  /** Defines `vec3 <glslName(mode)>(vec3 b, vec3 s)`, GLSL ES 3.00. */
  glsl: string;
}

/** The name of a mode's GLSL function. */
export function glslName(mode: BlendMode): string {
  return `blend_${mode.replaceAll('-', '_')}`;
}
