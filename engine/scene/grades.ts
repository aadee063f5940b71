import type { Rgb } from './scene.js';

/** The hours `work.light` names. A gain a channel, at most 1, multiplied into the finished composite. */
export const LIGHTS = {
  noon: [1, 1, 1],
  dawn: [1, 0.86, 0.84],
  gold: [1, 0.87, 0.66],
  dusk: [0.82, 0.68, 0.86],
  night: [0.42, 0.5, 0.74],
} as const satisfies Record<string, Rgb>;

/** The pigments `work.palette` names: gains like those of `LIGHTS`, and the two multiply. */
export const PALETTES = {
  neutral: [1, 1, 1],
  ultramarine: [0.8, 0.86, 1],
  ochre: [1, 0.91, 0.74],
  verdigris: [0.8, 1, 0.91],
  madder: [1, 0.83, 0.82],
} as const satisfies Record<string, Rgb>;

/** The gain a master's lever value names, or null when nothing has that name. */
export function gainOf(bind: 'work.light' | 'work.palette', name: unknown): Rgb | null {
  const gains: Record<string, Rgb> = bind === 'work.light' ? LIGHTS : PALETTES;
  return typeof name === 'string' && Object.hasOwn(gains, name) ? (gains[name] ?? null) : null;
}
