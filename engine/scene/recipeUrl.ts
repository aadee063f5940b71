import { RecipeError } from '../errors/sceneErrors.js';
import { decodeRecipe, encodeRecipe } from './encodeRecipe.js';
import { rasterName } from './rasterName.js';
import { FIRST_SIDE, type RasterSide } from './rasterSide.js';
import type { Recipe } from './recipe.js';

/**
 * Where a raster is fetched. Its recipe's hash and its side name it, and `recipe` carries the canonical bytes, so that any server can paint
 * what it has never seen.
 * @param work id of a work whose levers reach the recipe
 */
export function recipeUrl(work: number, recipe: Recipe, side: RasterSide = FIRST_SIDE): string {
  return `/api/works/${work}/rasters/${rasterName(recipe, side)}.png?recipe=${queryOfRecipe(recipe)}`;
}

/** The recipe's canonical bytes as the text of a URL's `recipe` parameter: base64url. */
export function queryOfRecipe(recipe: Recipe): string {
  return toBase64Url(encodeRecipe(recipe));
}

/**
 * The recipe in a raster URL's `recipe` parameter.
 * @throws RecipeError when it is not what `recipeUrl` writes
 */
export function recipeOfQuery(text: string): Recipe {
  const bytes = fromBase64Url(text);
  // Unused bits of the last digit make several texts of the same bytes; only one is ours.
  if (toBase64Url(bytes) !== text) throw new RecipeError('its text is not the base64url of its bytes');
  return decodeRecipe(bytes);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new RecipeError('its text has characters that are not base64url');
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (digit) => digit.charCodeAt(0));
  } catch (cause) {
    throw new RecipeError('its text is not base64url', cause);
  }
}
