import type { Rgb } from './rgb.js';

/** An hour's light: what `work.light` names. `lightColour` is its formula. */
export interface Light {
  /** Gain of each channel in the shadows. */
  shadows: Rgb;
  /** Gain of each channel in the lights. */
  lights: Rgb;
  /** The luminances at which shadow ends and light begins; gains go over smoothly between them. */
  turn: readonly [number, number];
  /** The colour of the air, which lies over the darks. */
  air: Rgb;
  /** 1 leaves colours as deep as they are, 0 is grey. */
  chroma: number;
}

/** A painter's table: what `work.palette` names. `paletteColour` is its formula. */
export interface Palette {
  /** The pigment of the shadows, of the middle and of the lights, of rising luminance. */
  dark: Rgb;
  middle: Rgb;
  light: Rgb;
  /** How far every colour is drawn to the pigment of its luminance, 0…1. */
  strength: number;
}

/** The hours. By day shadows are cool where lights are warm, and at night the other way round. */
export const LIGHTS = {
  noon: { shadows: [1, 1, 1], lights: [1, 1, 1], turn: [0, 1], air: [0, 0, 0], chroma: 1 },
  dawn: {
    shadows: [0.86, 0.82, 0.98],
    lights: [1.08, 0.96, 0.9],
    turn: [0.15, 0.8],
    air: [0.07, 0.045, 0.085],
    chroma: 0.86,
  },
  gold: {
    shadows: [0.8, 0.71, 0.84],
    lights: [1.14, 0.99, 0.78],
    turn: [0.12, 0.75],
    air: [0.045, 0.018, 0.02],
    chroma: 1.04,
  },
  dusk: {
    shadows: [0.52, 0.46, 0.72],
    lights: [1.08, 0.8, 0.74],
    turn: [0.2, 0.85],
    air: [0.035, 0.02, 0.065],
    chroma: 0.94,
  },
  night: {
    shadows: [0.44, 0.53, 0.76],
    lights: [0.9, 0.95, 0.98],
    turn: [0.22, 0.85],
    air: [0.02, 0.032, 0.075],
    chroma: 0.7,
  },
} as const satisfies Record<string, Light>;

/** The pigments. */
export const PALETTES = {
  neutral: { dark: [0.2, 0.2, 0.2], middle: [0.5, 0.5, 0.5], light: [0.8, 0.8, 0.8], strength: 0 },
  ultramarine: { dark: [0.08, 0.1, 0.3], middle: [0.36, 0.45, 0.68], light: [0.92, 0.87, 0.78], strength: 0.38 },
  ochre: { dark: [0.15, 0.12, 0.19], middle: [0.63, 0.46, 0.28], light: [0.98, 0.86, 0.62], strength: 0.36 },
  verdigris: { dark: [0.06, 0.15, 0.2], middle: [0.3, 0.54, 0.47], light: [0.93, 0.88, 0.72], strength: 0.38 },
  madder: { dark: [0.2, 0.07, 0.17], middle: [0.65, 0.36, 0.37], light: [0.97, 0.83, 0.71], strength: 0.36 },
} as const satisfies Record<string, Palette>;

/** The light of that name, or null when there is none. */
export function lightNamed(name: unknown): Light | null {
  return named(LIGHTS, name);
}

/** The palette of that name, or null when there is none. */
export function paletteNamed(name: unknown): Palette | null {
  return named(PALETTES, name);
}

/** The light that lies as far from a to b as the share says, 0…1, in millionths so that it has one hash everywhere. */
export function betweenLights(a: Light, b: Light, share: number): Light {
  return {
    shadows: betweenColours(a.shadows, b.shadows, share),
    lights: betweenColours(a.lights, b.lights, share),
    turn: [between(a.turn[0], b.turn[0], share), between(a.turn[1], b.turn[1], share)],
    air: betweenColours(a.air, b.air, share),
    chroma: between(a.chroma, b.chroma, share),
  };
}

/** The palette between two, as `betweenLights` has it. */
export function betweenPalettes(a: Palette, b: Palette, share: number): Palette {
  return {
    dark: betweenColours(a.dark, b.dark, share),
    middle: betweenColours(a.middle, b.middle, share),
    light: betweenColours(a.light, b.light, share),
    strength: between(a.strength, b.strength, share),
  };
}

function named<T>(all: Record<string, T>, name: unknown): T | null {
  return typeof name === 'string' && Object.hasOwn(all, name) ? (all[name] ?? null) : null;
}

const between = (a: number, b: number, share: number) => Math.round((a + (b - a) * share) * 1e6) / 1e6;

const betweenColours = (a: Rgb, b: Rgb, share: number): Rgb => [
  between(a[0], b[0], share),
  between(a[1], b[1], share),
  between(a[2], b[2], share),
];
