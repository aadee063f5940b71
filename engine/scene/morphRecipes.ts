import { compareRecipes } from './encodeRecipe.js';
import { type LayerRecipe, MORPH_STEPS, type MorphRecipe } from './recipe.js';

/**
 * The pictures between two styles of a layer, in the order they are shown: `MORPH_STEPS - 1` of them. None when the
 * styles are the same picture, and none from or to an image or another class: there is no w between those. The way back
 * is the same pictures in reverse, so it is never painted twice.
 */
export function morphRecipes(from: LayerRecipe, to: LayerRecipe): MorphRecipe[] {
  if (from.kind === 'image' || to.kind === 'image') return [];
  if (from.model !== to.model || from.class !== to.class || from.seed !== to.seed) return [];
  const order = compareRecipes(from, to);
  if (order === 0) return [];
  return Array.from({ length: MORPH_STEPS - 1 }, (_, i) =>
    order < 0
      ? { kind: 'morph', from, to, step: i + 1, of: MORPH_STEPS }
      : { kind: 'morph', from: to, to: from, step: MORPH_STEPS - 1 - i, of: MORPH_STEPS },
  );
}
