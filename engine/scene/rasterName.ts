import { recipeHash } from './encodeRecipe.js';
import { FIRST_SIDE, LARGE_SIDE, type RasterSide } from './rasterSide.js';
import type { Recipe } from './recipe.js';

const NAME = /^([0-9a-f]{64})(-1024)?$/;

/** What names a recipe's raster of a side in addresses, stores and queues: the recipe's hash, and the side where it is not the first. */
export function rasterName(recipe: Recipe, side: RasterSide): string {
  return side === FIRST_SIDE ? recipeHash(recipe) : `${recipeHash(recipe)}-${side}`;
}

/** What a name says; null for a text that is none. */
export function readRasterName(text: string): { hash: string; side: RasterSide } | null {
  const [, hash, large] = NAME.exec(text) ?? [];
  return hash ? { hash, side: large ? LARGE_SIDE : FIRST_SIDE } : null;
}
