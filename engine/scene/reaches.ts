import type { Hex } from '../protocol/primitives.js';
import { layerBinding } from './bindings.js';
import { leverMax, leverValue } from './leverValue.js';
import type { LayerBinding, LayerManifest, Manifest } from './manifest.js';
import { type PlainLayer, plainLayer } from './plainLayer.js';
import type { LatentRecipe, Recipe } from './recipe.js';

/** A work's manifest and its seeds by token index, as for `evaluateScene`. */
export interface WorkReach {
  manifest: Manifest;
  seeds: readonly Hex[];
}

const NUMBERS = ['coarse', 'middle', 'fine', 'partner', 'mix', 'truncation'] as const;

/**
 * Whether levers of the work can bring the recipe about: what a server agrees to paint. A morph is reached when both of
 * its ends are, by one layer.
 * @param recipe canonical, as `decodeRecipe` gives it
 */
export function reaches({ manifest, seeds }: WorkReach, recipe: Recipe): boolean {
  if (recipe.kind === 'image') return false;
  const ends = recipe.kind === 'morph' ? [recipe.from, recipe.to] : [recipe];
  return manifest.layers.some((layer, i) => {
    const seed = seeds[i + 1];
    if (seed === undefined) return false;
    const plain = plainLayer(manifest, layer, i + 1, seed);
    return ends.every((end) => layerReaches(layer, plain, end));
  });
}

function layerReaches(layer: LayerManifest, plain: PlainLayer, recipe: LatentRecipe): boolean {
  const { model, class: name, seed } = plain.recipe;
  if (recipe.model !== model || recipe.class !== name || recipe.seed !== seed) return false;
  const numbers = NUMBERS.filter((number) => number !== 'partner' || recipe.mix > 0);
  return (
    numbers.every((number) =>
      leads(layer, plain, `latent.${number}`, (reached) => reached[number] === recipe[number]),
    ) && directionsReached(layer, plain, recipe)
  );
}

function directionsReached(layer: LayerManifest, plain: PlainLayer, recipe: LatentRecipe): boolean {
  const amounts = new Map(recipe.directions.map(({ name, amount }) => [name, amount]));
  const bound = layer.levers.map(({ bind }) => bind).filter((bind) => bind.startsWith('latent.direction.'));
  const unbound = [...amounts.keys()].some((name) => !bound.includes(`latent.direction.${name}`));
  if (unbound) return false;
  return bound.every((bind) => {
    const amount = amounts.get(bind.slice('latent.direction.'.length)) ?? 0;
    return leads(layer, plain, bind, ({ directions }) => directions[0]?.amount === amount);
  });
}

/** Whether the lever of that binding, or the plain layer where there is none, leads to a recipe that fits. */
function leads(
  layer: LayerManifest,
  plain: PlainLayer,
  bind: LayerBinding,
  fits: (reached: LatentRecipe) => boolean,
): boolean {
  const lever = layer.levers.find((candidate) => candidate.bind === bind);
  if (!lever) return fits(plain.recipe);
  const { apply } = layerBinding(bind);
  for (let index = 0; index <= leverMax(lever); index++) {
    if (fits(apply(plain, leverValue(lever, index)).recipe)) return true;
  }
  return false;
}
