import type { LatentRecipe } from '../scene/recipe.js';
import type { Model } from './loadModel.js';
import { BANDS } from './modelFile.js';

/** The variants of a layer whose w a recipe needs, each once. */
export function variantsOf({ coarse, middle, fine, partner, mix }: LatentRecipe): number[] {
  return [...new Set(mix > 0 ? [coarse, middle, fine, partner] : [coarse, middle, fine])];
}

/**
 * The styles of every row of the synthesis network, [layers, wDimension].
 *
 * Per band: the variant's w, moved towards the partner's by mix / 255, then towards the class's mean by 1 − ψ; last
 * the directions of that band, which truncation therefore does not weaken.
 * @param ws by variant, all of `variantsOf(recipe)`
 */
export function wsOfRecipe(
  { file, latents }: Model,
  recipe: LatentRecipe,
  ws: ReadonlyMap<number, Float32Array>,
): Float32Array {
  const { wDimension } = file;
  const kind = file.classes.indexOf(recipe.class);
  const mean = latents.mean.subarray(kind * wDimension, (kind + 1) * wDimension);
  const mix = recipe.mix / 255;
  const psi = recipe.truncation / 1000;
  const rows = new Float32Array(file.layers * wDimension);
  for (const band of BANDS) {
    const own = wOf(ws, recipe[band]);
    const w = Float64Array.from(mix > 0 ? lerp(own, wOf(ws, recipe.partner), mix) : own);
    for (let i = 0; i < wDimension; i++) w[i] = at(mean, i) + psi * (at(w, i) - at(mean, i));
    for (const { name, amount } of recipe.directions) {
      const index = file.directions.findIndex((known) => known.name === name && known.class === recipe.class);
      if (!file.directions[index]?.bands.includes(band)) continue;
      const sigma = latents.directions.subarray(index * wDimension, (index + 1) * wDimension);
      for (let i = 0; i < wDimension; i++) w[i] = at(w, i) + (amount / 256) * at(sigma, i);
    }
    for (const row of file.bands[band]) rows.set(w, row * wDimension);
  }
  return rows;
}

/** From `from` at t = 0 to `to` at t = 1, exact at both ends. */
export function lerp(from: Float32Array, to: Float32Array, t: number): Float32Array {
  return from.map((value, i) => (1 - t) * value + t * at(to, i));
}

function wOf(ws: ReadonlyMap<number, Float32Array>, variant: number): Float32Array {
  const w = ws.get(variant);
  if (!w) throw new RangeError(`the w of variant ${variant} was not given`);
  return w;
}

function at(values: Float32Array | Float64Array, index: number): number {
  return values[index] as number;
}
