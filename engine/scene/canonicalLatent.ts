import type { LatentRecipe } from './recipe.js';

/** The same picture in canonical form: no partner where nothing is mixed, directions ascending by name and none of 0. */
export function canonicalLatent(recipe: LatentRecipe): LatentRecipe {
  return {
    ...recipe,
    partner: recipe.mix === 0 ? 0 : recipe.partner,
    directions: recipe.directions
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
  };
}
