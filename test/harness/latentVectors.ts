import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { PaintedRecipe } from '../../engine/scene/recipe.js';

/** From a seed to a raster of the tiny model, as `test/vectors/latent.py` computed it; hashes are of 32-bit floats. */
export interface LatentVectors {
  /** sha256 of the tiny model's model.json. */
  model: string;
  z: { seed: Hex; variant: number; first: number[]; sha256: string }[];
  noise: { seed: Hex; variant: number; input: string; resolution: number; first: number[]; sha256: string }[];
  w: { seed: Hex; variant: number; class: string; w: number[] }[];
  /** ws is [layers, wDimension]; rgba is base64 of the raster's pixels. */
  rasters: { recipe: PaintedRecipe; ws: number[]; rgba: string }[];
}

export function latentVectors(): LatentVectors {
  return JSON.parse(readFileSync(join(__dirname, '../vectors/latent.json'), 'utf8'));
}
