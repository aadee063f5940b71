import { RecipeUnpaintable } from '../errors/painterErrors.js';
import type { LatentRecipe, PaintedRecipe, Recipe } from '../scene/recipe.js';
import type { Model } from './loadModel.js';

/**
 * Refuses a recipe that names what the model does not have.
 * @throws RecipeUnpaintable
 */
export function assertPaintable(model: Model, recipe: Recipe): asserts recipe is PaintedRecipe {
  if (recipe.kind === 'image') throw new RecipeUnpaintable('kind', `is an image: ${recipe.sha256} is a file's`);
  const ends = recipe.kind === 'morph' ? [recipe.from, recipe.to] : [recipe];
  for (const end of ends) assertLatentPaintable(model, end);
}

function assertLatentPaintable({ sha256, file }: Model, recipe: LatentRecipe): void {
  if (recipe.model !== sha256) {
    throw new RecipeUnpaintable('model', `is ${recipe.model}, but the one loaded is ${sha256} ("${file.name}")`);
  }
  if (!file.classes.includes(recipe.class)) {
    throw new RecipeUnpaintable('class', `"${recipe.class}" is not one the model has: ${file.classes.join(', ')}`);
  }
  const { count } = file.axes ?? { count: 0 };
  const beyond = recipe.position.find(({ axis }) => axis >= count);
  if (beyond) {
    throw new RecipeUnpaintable('position', `lies along axis ${beyond.axis}, but the model has ${count || 'none'}`);
  }
  const known = file.directions.filter((direction) => direction.class === recipe.class).map(({ name }) => name);
  const unknown = recipe.directions.find(({ name }) => !known.includes(name));
  if (unknown) {
    throw new RecipeUnpaintable(
      'direction',
      `"${unknown.name}" is not one the model has for ${recipe.class}: ${known.join(', ') || 'there are none'}`,
    );
  }
}
