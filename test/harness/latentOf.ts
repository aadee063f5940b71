import type { LatentRecipe } from '../../engine/scene/recipe.js';
import type { SceneLayer } from '../../engine/scene/scene.js';

/** The recipe of a layer that the model paints. */
export function latentOf(layer: SceneLayer | undefined): LatentRecipe {
  if (layer?.recipe.kind !== 'latent') throw new Error(`The layer shows ${layer?.recipe.kind ?? 'nothing'}.`);
  return layer.recipe;
}
