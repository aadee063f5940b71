import type { Light, Palette } from './grades.js';
import type { BlendMode, Corner } from './manifest.js';
import type { LayerRecipe } from './recipe.js';
import type { Rgb } from './rgb.js';

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
  /** The share of the raster over which it fades to nothing at each of its edges, 0…0.5. */
  fade: number;
}

export interface SceneLayer {
  /** The layer's token index, 1…N. */
  token: number;
  recipe: LayerRecipe;
  placement: Placement;
  colour: ColourAdjustment;
  opacity: number;
  blend: BlendMode;
  visible: boolean;
}

/** The weave of the canvas and the roughness of its ground, seen through the paint. */
export interface Grain {
  /** 0 is none, 1 the most. */
  strength: number;
  /** u32: the same seed gives the same grain everywhere. */
  seed: number;
}

/** The painter's signature: the formula by which the model was trained, set in a corner of the canvas. */
export interface Signature {
  corner: Corner;
  formula: string;
}

/** What to draw. A pure function of manifest, words, seeds and moment: same inputs, same scene, everywhere. */
export interface Scene {
  width: number;
  height: number;
  background: Rgb;
  /** Painted over the layers, so that light, palette and grain hold for it too; null leaves it off. */
  signature: Signature | null;
  /** Over the signed composite. */
  light: Light;
  /** Over what the light left. */
  palette: Palette;
  /** Over everything. */
  grain: Grain;
  /** Back to front, invisible ones included. */
  layers: SceneLayer[];
}
