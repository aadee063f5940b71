import type { LatentRecipe } from './recipe.js';

/**
 * The same picture in canonical form: no partner where nothing is mixed, no field of noise where none is drawn, axes and
 * directions ascending and none of 0.
 */
export function canonicalLatent(recipe: LatentRecipe): LatentRecipe {
  return {
    ...recipe,
    partner: recipe.mix === 0 ? 0 : recipe.partner,
    noise: recipe.noise.strength === 0 ? { variant: 0, strength: 0 } : recipe.noise,
    position: recipe.position.filter(({ amount }) => amount !== 0).sort((a, b) => a.axis - b.axis),
    directions: recipe.directions
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
  };
}
