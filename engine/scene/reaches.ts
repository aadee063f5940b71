import type { Hex } from '../protocol/primitives.js';
import { layerBinding } from './bindings.js';
import { type LayerDraft, layerDraft } from './layerDraft.js';
import { type LeverValue, leverValue } from './leverValue.js';
import type { LayerBinding, LayerManifest, LayerRule, Manifest } from './manifest.js';
import { type LeafAt, leavesOf } from './pictures.js';
import { positionReached } from './positionReached.js';
import type { LatentRecipe, LayerRecipe, Recipe } from './recipe.js';
import { isBetween, ruleValue } from './ruleValue.js';
import { sourceSpan } from './sourceNumber.js';
import { createUnknowns } from './unknowns.js';

/** A work's manifest and its seeds by token index, as for `evaluateScene`. */
export interface WorkReach {
  manifest: Manifest;
  seeds: readonly Hex[];
}

/**
 * Whether words, blocks and time can bring the recipe about: what a server agrees to paint. A morph is reached when both
 * of its ends are, by one layer.
 *
 * Exact, with one exception: the time of day, the date and the place on a walk are each taken for themselves, though a
 * work may never have two of them together. The work it takes is bounded by what `checkManifest` lets pass.
 * @param recipe canonical, as `decodeRecipe` gives it
 */
export function reaches({ manifest, seeds }: WorkReach, recipe: Recipe): boolean {
  const ends = recipe.kind === 'morph' ? [recipe.from, recipe.to] : [recipe];
  return manifest.layers.some((layer, i) => {
    const seed = seeds[i + 1];
    return seed !== undefined && ends.every((end) => layerReaches(manifest, layer, i + 1, seed, end));
  });
}

/** What a binding's parameter must come to. */
interface Want {
  bind: LayerBinding;
  fits(draft: LayerDraft): boolean;
}

function layerReaches(
  manifest: Manifest,
  layer: LayerManifest,
  token: number,
  seed: Hex,
  recipe: LayerRecipe,
): boolean {
  if (recipe.kind === 'latent') {
    if (recipe.model !== manifest.model.sha256 || recipe.seed !== seed) return false;
    if (!positionReached(layer, recipe.position)) return false;
  }
  const codes = recipe.kind === 'latent' ? codesWanted(layer, recipe) : [];
  return leavesOf(layer.picture)
    .filter(({ leaf }) => isPictureOf(manifest, leaf, recipe))
    .some(({ choices }) => areMet(manifest, layer, token, [...choices.map(choiceWanted), ...codes]));
}

function isPictureOf({ assets }: Manifest, leaf: LeafAt['leaf'], recipe: LayerRecipe): boolean {
  if (leaf.kind === 'image') return recipe.kind === 'image' && assets[leaf.asset]?.sha256 === recipe.sha256;
  return recipe.kind === 'latent' && leaf.class === recipe.class;
}

function choiceWanted({ name, option }: LeafAt['choices'][number]): Want {
  return { bind: `state.${name}`, fits: ({ states }) => (states.get(name) ?? 0) === option };
}

const NUMBERS = ['coarse', 'middle', 'fine', 'partner', 'mix', 'truncation'] as const;

function codesWanted({ levers, rules }: LayerManifest, recipe: LatentRecipe): Want[] {
  const numbers = NUMBERS.filter((number) => number !== 'partner' || recipe.mix > 0).map(
    (number): Want => ({ bind: `latent.${number}`, fits: ({ latent }) => latent[number] === recipe[number] }),
  );
  const { variant, strength } = recipe.noise;
  const noise: Want[] = [
    { bind: 'latent.noise', fits: ({ latent }) => latent.noise.strength === strength },
    { bind: 'latent.noise-variant', fits: ({ latent }) => strength === 0 || latent.noise.variant === variant },
  ];
  const amounts = new Map(recipe.directions.map(({ name, amount }) => [name, amount]));
  const bound = [...levers, ...rules]
    .filter(({ bind }) => bind.startsWith('latent.direction.'))
    .map(({ bind }) => bind.slice('latent.direction.'.length));
  const directions = [...new Set([...bound, ...amounts.keys()])].map(
    (name): Want => ({
      bind: `latent.direction.${name}`,
      fits: ({ latent }) => (latent.directions[0]?.amount ?? 0) === (amounts.get(name) ?? 0),
    }),
  );
  return [...numbers, ...noise, ...directions];
}

/** Whether there are places of levers, a time and dice that give everything wanted at once. */
function areMet(manifest: Manifest, layer: LayerManifest, token: number, wants: readonly Want[]): boolean {
  const plain = layerDraft(layer);
  const tokens = [manifest.master, ...manifest.layers];
  const leversOf = (index: number) => tokens[index]?.levers ?? [];
  const unknowns = createUnknowns(leversOf);
  for (const { bind, fits } of wants) {
    const given = (value: LeverValue) => fits(layerBinding(bind).apply(plain, value, 0));
    const position = layer.levers.findIndex((lever) => lever.bind === bind);
    const lever = layer.levers[position];
    const rule = layer.rules.find((candidate) => candidate.bind === bind);
    if (lever) unknowns.requireLever(token, position, (index) => given(leverValue(lever, index)));
    else if (rule) requireRule(rule, given);
    else if (!fits(plain)) return false;
  }
  return unknowns.areMet();

  function requireRule(rule: LayerRule, given: (value: LeverValue) => boolean): void {
    const span = sourceSpan(rule, leversOf);
    unknowns.requireSource(rule, (number) => {
      const value = ruleValue(rule, number, span);
      return given(isBetween(value) ? value.from : value);
    });
  }
}
