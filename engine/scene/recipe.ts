import type { Hex } from '../protocol/primitives.js';

/** A step along a named direction of w, in units of 1/256 of the direction's sigma. */
export interface DirectionStep {
  name: string;
  /** i16 */
  amount: number;
}

/** An offset of w along one of the class's principal axes, in units of 1/256 of the axis's sigma. */
export interface AxisOffset {
  /** 0 … `AXES` − 1 */
  axis: number;
  /** i16 */
  amount: number;
}

/** The noise a layer's texture is drawn from. */
export interface NoiseField {
  /** u8: which field. */
  variant: number;
  /** u8: 0 is none, 255 is as much as the model was trained with. */
  strength: number;
}

/**
 * Everything that decides one layer's pixels before placement and colour. Integers and names only, so that its
 * canonical bytes (`encodeRecipe`) are the same on every machine.
 */
export interface LatentRecipe {
  kind: 'latent';
  /** sha256 of the model's `model.json`, 64 hex digits. */
  model: string;
  class: string;
  /** The layer's seed; variant v of a band has the latent code `sampleLatent(seed, v)`. */
  seed: Hex;
  /** u8 each: which variant feeds the band. */
  coarse: number;
  middle: number;
  fine: number;
  /** u8: the variant that `mix` moves towards, in every band. */
  partner: number;
  /** u8: 0 is none, 255 is all of the partner. */
  mix: number;
  /** u16: ψ in thousandths, towards the class's mean w. */
  truncation: number;
  /** Where no field is drawn, its variant is 0. */
  noise: NoiseField;
  /** In ascending order of axis, no amount 0, no axis twice. Added to w after mix and truncation, as directions are. */
  position: AxisOffset[];
  /** In ascending order of name, no amount 0, no name twice. */
  directions: DirectionStep[];
}

/** A picture nobody painted here: an asset of the manifest, named by the hash of its file. */
export interface ImageRecipe {
  kind: 'image';
  /** 64 hex digits. */
  sha256: string;
}

/** What one layer of a scene shows. */
export type LayerRecipe = LatentRecipe | ImageRecipe;

/** A picture on the way from one recipe to another: w is interpolated at `step / of`. No second code path paints it. */
export interface MorphRecipe {
  kind: 'morph';
  from: LatentRecipe;
  to: LatentRecipe;
  /** 1 … of − 1 */
  step: number;
  /** Always `MORPH_STEPS`, so that all screens share the same few pictures. */
  of: number;
}

/** What a model paints. */
export type PaintedRecipe = LatentRecipe | MorphRecipe;

export type Recipe = PaintedRecipe | ImageRecipe;

/** How many intervals a morph is cut into; it has one picture fewer between its ends. */
export const MORPH_STEPS = 8;

/** How many principal axes of a class a recipe can name. */
export const AXES = 32;
