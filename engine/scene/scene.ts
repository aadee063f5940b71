import type { BlendMode } from './manifest.js';
import type { LatentRecipe } from './recipe.js';

/** Red, green, blue in 0…1. */
export type Rgb = readonly [number, number, number];

/** Applied to a raster's straight colour, in this order, before it is placed. All neutral by default. */
export interface ColourAdjustment {
  /** Degrees round the colour wheel, 0…360. */
  hue: number;
  /** 1 leaves it, 0 is grey. */
  saturation: number;
  /** 1 leaves it; multiplies. */
  brightness: number;
  /** 1 leaves it; about the middle grey 0.5. */
  contrast: number;
  /** Mixes towards the luminance times this colour, as far as the colour's chroma; null, like any grey, leaves it. */
  tint: Rgb | null;
}

/** A raster's place on the canvas, in canvas pixels and degrees clockwise. Order: mirror, scale to size, rotate, move. */
export interface Placement {
  /** Centre. */
  x: number;
  y: number;
  width: number;
  height: number;
  rotation: number;
  /** Left and right swapped. */
  mirror: boolean;
}

export interface SceneLayer {
  /** The layer's token index, 1…N. */
  token: number;
  recipe: LatentRecipe;
  placement: Placement;
  colour: ColourAdjustment;
  opacity: number;
  blend: BlendMode;
  visible: boolean;
}

/** What to draw. A pure function of the manifest, the words and the work's seeds: same inputs, same scene, everywhere. */
export interface Scene {
  width: number;
  height: number;
  background: Rgb;
  /** Multiplies the finished composite, channel by channel: the work's light times its palette. */
  grade: Rgb;
  /** Back to front, invisible ones included. */
  layers: SceneLayer[];
}
