import { join } from 'node:path';
import { RecipeUnpaintable } from '../errors/painterErrors.js';
import type { LatentRecipe } from '../scene/recipe.js';
import { assertPaintable } from './assertPaintable.js';
import { loadModel, type Model } from './loadModel.js';

let model: Model;
let recipe: LatentRecipe;

beforeAll(async () => {
  model = await loadModel(join(__dirname, '../../test/fixtures/tinyModel'));
  const variants = { coarse: 0, middle: 0, fine: 0, partner: 0 };
  recipe = {
    kind: 'latent',
    model: model.sha256,
    class: 'sky',
    seed: `0x${'00'.repeat(32)}`,
    ...variants,
    mix: 0,
    truncation: 700,
    noise: { variant: 0, strength: 255 },
    position: [{ axis: 3, amount: 1 }],
    directions: [{ name: 'warmth', amount: 1 }],
  };
});

describe('assertPaintable', () => {
  it('accepts what the model has', () => {
    expect(() => assertPaintable(model, recipe)).not.toThrow();
  });

  it.each<[string, Partial<LatentRecipe>, string]>([
    ['another model', { model: 'ab'.repeat(32) }, 'its model is abab'],
    ['an unknown class', { class: 'sea' }, 'its class "sea" is not one the model has: sky, figure'],
    [
      'an axis beyond the last',
      { position: [{ axis: 4, amount: 1 }] },
      'its position lies along axis 4, but the model has 4',
    ],
    [
      'an unknown direction',
      { directions: [{ name: 'age', amount: 1 }] },
      'direction "age" is not one the model has for sky: warmth',
    ],
    ['a direction of another class', { directions: [{ name: 'height', amount: 1 }] }, '"height" is not one'],
  ])('refuses %s, in a morph too', (_, change, problem) => {
    const wrong = { ...recipe, ...change };
    for (const asked of [wrong, { kind: 'morph' as const, from: recipe, to: wrong, step: 1, of: 8 }]) {
      expect(() => assertPaintable(model, asked)).toThrow(RecipeUnpaintable);
      expect(() => assertPaintable(model, asked)).toThrow(problem);
    }
  });
});
