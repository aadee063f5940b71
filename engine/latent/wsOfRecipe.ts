import type { LatentRecipe } from '../scene/recipe.js';
import type { Model } from './loadModel.js';
import { BANDS, type Band } from './modelFile.js';

/** The variants of a layer whose w a recipe needs, each once. */
export function variantsOf({ coarse, middle, fine, partner, mix }: LatentRecipe): number[] {
  return [...new Set(mix > 0 ? [coarse, middle, fine, partner] : [coarse, middle, fine])];
}

/**
 * The styles of every row of the synthesis network, [layers, wDimension].
 *
 * Each band in turn, every step in 64 bits and the result rounded to 32 once more before it is fed:
 *
 * 1. w = the w of the band's variant; where mix > 0, w = (1 − m)·w + m·(the partner's), m = mix / 255, in 32 bits.
 * 2. w = μ + ψ·(w − μ), μ the class's mean, ψ = truncation / 1000.
 * 3. For each offset of `position`, by ascending axis: w = w + (amount / 256 · σ)·axis, of the class.
 * 4. For each direction of the class that has the band, by ascending name: w = w + (amount / 256)·direction.
 *
 * So truncation weakens neither position nor directions, and ψ = 0 makes a position the whole of the picture.
 * @param ws by variant, all of `variantsOf(recipe)`
 */
export function wsOfRecipe(model: Model, recipe: LatentRecipe, ws: ReadonlyMap<number, Float32Array>): Float32Array {
  const { layers, wDimension, bands } = model.file;
  const rows = new Float32Array(layers * wDimension);
  for (const band of BANDS) {
    const w = truncated(model, recipe, mixed(recipe, band, ws));
    for (const { sigmas, along } of stepsOf(model, recipe, band)) {
      for (let i = 0; i < wDimension; i++) w[i] = at(w, i) + sigmas * at(along, i);
    }
    for (const row of bands[band]) rows.set(w, row * wDimension);
  }
  return rows;
}

function mixed(recipe: LatentRecipe, band: Band, ws: ReadonlyMap<number, Float32Array>): Float32Array {
  const own = wOf(ws, recipe[band]);
  return recipe.mix > 0 ? lerp(own, wOf(ws, recipe.partner), recipe.mix / 255) : own;
}

function truncated({ file, latents }: Model, recipe: LatentRecipe, w: Float32Array): Float64Array {
  const mean = rowOf(latents.mean, file.classes.indexOf(recipe.class), file.wDimension);
  const psi = recipe.truncation / 1000;
  return Float64Array.from(w, (value, i) => at(mean, i) + psi * (value - at(mean, i)));
}

/** What is added to a band's w, in order: `sigmas` times `along`. */
function stepsOf(
  { file, latents }: Model,
  recipe: LatentRecipe,
  band: Band,
): { sigmas: number; along: Float32Array }[] {
  const { axes, directions } = latents;
  const firstAxis = file.classes.indexOf(recipe.class) * (file.axes?.count ?? 0);
  const offsets = recipe.position.map(({ axis, amount }) => ({
    sigmas: (amount / 256) * at(axes.scale, firstAxis + axis),
    along: rowOf(axes.vectors, firstAxis + axis, file.wDimension),
  }));
  const steps = recipe.directions.flatMap(({ name, amount }) => {
    const index = file.directions.findIndex((known) => known.name === name && known.class === recipe.class);
    if (!file.directions[index]?.bands.includes(band)) return [];
    return [{ sigmas: amount / 256, along: rowOf(directions, index, file.wDimension) }];
  });
  return [...offsets, ...steps];
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

function rowOf(values: Float32Array, row: number, length: number): Float32Array {
  return values.subarray(row * length, (row + 1) * length);
}

function at(values: Float32Array | Float64Array, index: number): number {
  return values[index] as number;
}
