import type { Hex } from '../protocol/primitives.js';
import type { Raster } from '../scene/raster.js';
import { FIRST_SIDE, LARGE_SIDE, type RasterSide } from '../scene/rasterSide.js';
import type { LatentRecipe, PaintedRecipe } from '../scene/recipe.js';
import { sampleLatent } from './code/sampleLatent.js';
import type { Model } from './loadModel.js';
import { openOnnxSessions } from './openOnnxSessions.js';
import { rasterOfRgba } from './rasterOfRgba.js';
import { sampleNoise } from './sampleNoise.js';
import { lerp, variantsOf, wsOfRecipe } from './wsOfRecipe.js';

/** Paints one recipe at a time on the thread that opened it. */
export interface Brush {
  paint(recipe: PaintedRecipe, side: RasterSide): Promise<Raster>;
  release(): Promise<void>;
}

/** How many w are remembered: 2 KB each. */
const REMEMBERED_WS = 2048;
/** How many layers' noise is remembered: about 22 KB each. */
const REMEMBERED_NOISE = 64;

/** What the synthesis network paints a picture from. */
interface Feed {
  /** [layers, wDimension] */
  ws: Float32Array;
  /** [r, r] each, by input name. */
  noise: ReadonlyMap<string, Float32Array>;
}

/** Opens a model's networks and runs them once, so that the first picture asked for takes no longer than the next. */
export async function openBrush(model: Model): Promise<Brush> {
  const { file, rasterSize, largeRasterSize } = model;
  const sessions = await openOnnxSessions(model);
  const wOf = remember(REMEMBERED_WS, (className: string, seed: Hex, variant: number) =>
    sessions.map(sampleLatent(seed, variant), file.classes.indexOf(className)),
  );
  const fieldOf = remember(
    REMEMBERED_NOISE,
    async (seed: Hex, variant: number) =>
      new Map(file.noise.map(({ input, resolution }) => [input, sampleNoise(seed, variant, input, resolution)])),
  );

  async function feedOf(recipe: LatentRecipe): Promise<Feed> {
    const { class: className, seed, noise } = recipe;
    const ws = new Map<number, Float32Array>();
    for (const variant of variantsOf(recipe)) ws.set(variant, await wOf(className, seed, variant));
    const field = await fieldOf(seed, noise.variant);
    const strength = noise.strength / 255;
    return {
      ws: wsOfRecipe(model, recipe, ws),
      noise: mapNoise(field, (values) => values.map((value) => strength * value)),
    };
  }

  async function paint(recipe: PaintedRecipe, side: RasterSide): Promise<Raster> {
    const size = side === LARGE_SIDE ? largeRasterSize : rasterSize;
    const { class: className } = recipe.kind === 'morph' ? recipe.from : recipe;
    const { ws, noise } =
      recipe.kind === 'morph'
        ? blend(await feedOf(recipe.from), await feedOf(recipe.to), recipe.step / recipe.of)
        : await feedOf(recipe);
    const rgba = await sessions.upscale(await sessions.synthesise(ws, noise), size);
    return rasterOfRgba(rgba, size, file.opaqueClasses.includes(className));
  }

  await paint(firstRecipe(model), FIRST_SIDE);
  return { paint, release: sessions.release };
}

function firstRecipe({ sha256, file }: Model): PaintedRecipe {
  const [className = ''] = file.classes;
  const seed: Hex = `0x${'00'.repeat(32)}`;
  return {
    kind: 'latent',
    model: sha256,
    class: className,
    seed,
    coarse: 0,
    middle: 0,
    fine: 0,
    partner: 0,
    mix: 0,
    truncation: 0,
    noise: { variant: 0, strength: 255 },
    position: [],
    directions: [],
  };
}

/** Noise is crossed over as w is: where both ends draw the same field, it stands still. */
function blend(from: Feed, to: Feed, t: number): Feed {
  return {
    ws: lerp(from.ws, to.ws, t),
    noise: mapNoise(from.noise, (values, input) => lerp(values, to.noise.get(input) as Float32Array, t)),
  };
}

function mapNoise(noise: Feed['noise'], change: (values: Float32Array, input: string) => Float32Array): Feed['noise'] {
  return new Map([...noise].map(([input, values]) => [input, change(values, input)]));
}

/** Remembers the last `most` results by argument; forgets the one longest unused. */
function remember<A extends (string | number)[], R>(most: number, make: (...args: A) => Promise<R>) {
  const made = new Map<string, R>();
  return async (...args: A): Promise<R> => {
    const key = args.join(' ');
    const result = made.get(key) ?? (await make(...args));
    made.delete(key);
    made.set(key, result);
    if (made.size > most) made.delete(made.keys().next().value as string);
    return result;
  };
}
