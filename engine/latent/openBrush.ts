import type { Hex } from '../protocol/primitives.js';
import type { Raster } from '../scene/raster.js';
import type { LatentRecipe, PaintedRecipe } from '../scene/recipe.js';
import type { Model } from './loadModel.js';
import { openOnnxSessions } from './openOnnxSessions.js';
import { rasterOfRgba } from './rasterOfRgba.js';
import { sampleLatent } from './sampleLatent.js';
import { sampleNoise } from './sampleNoise.js';
import { lerp, variantsOf, wsOfRecipe } from './wsOfRecipe.js';

/** Paints one recipe at a time on the thread that opened it. */
export interface Brush {
  paint(recipe: PaintedRecipe): Promise<Raster>;
  release(): Promise<void>;
}

/** How many w are remembered: 2 KB each. */
const REMEMBERED_WS = 2048;
/** The noise of how many layers is remembered: about 22 KB each. */
const REMEMBERED_NOISE = 64;

/** Opens a model's networks and runs them once, so that the first picture asked for takes no longer than the next. */
export async function openBrush(model: Model): Promise<Brush> {
  const { file, rasterSize } = model;
  const sessions = await openOnnxSessions(model);
  const wOf = remember(REMEMBERED_WS, (className: string, seed: Hex, variant: number) =>
    sessions.map(sampleLatent(seed, variant), file.classes.indexOf(className)),
  );
  const noiseOf = remember(
    REMEMBERED_NOISE,
    async (seed: Hex) =>
      new Map(file.noise.map(({ input, resolution }) => [input, sampleNoise(seed, input, resolution)])),
  );

  async function wsOf(recipe: LatentRecipe): Promise<Float32Array> {
    const ws = new Map<number, Float32Array>();
    for (const variant of variantsOf(recipe)) ws.set(variant, await wOf(recipe.class, recipe.seed, variant));
    return wsOfRecipe(model, recipe, ws);
  }

  async function paint(recipe: PaintedRecipe): Promise<Raster> {
    const { class: className, seed } = recipe.kind === 'morph' ? recipe.from : recipe;
    const ws =
      recipe.kind === 'morph'
        ? lerp(await wsOf(recipe.from), await wsOf(recipe.to), recipe.step / recipe.of)
        : await wsOf(recipe);
    const rgba = await sessions.synthesise(ws, await noiseOf(seed));
    return rasterOfRgba(rgba, rasterSize, file.opaqueClasses.includes(className));
  }

  await paint(firstRecipe(model));
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
