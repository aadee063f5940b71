import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPainter, type Painter, type PainterOptions } from '../../engine/latent/createPainter.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';

const ROOT = join(__dirname, '../..');
export const TINY_MODEL = join(ROOT, 'test/fixtures/tinyModel');
/** The painting thread as it was built. */
export const PAINT_SCRIPT = pathToFileURL(join(ROOT, 'dist/engine/latent/paintWorker.js'));

/** Milliseconds that a painter here waits for a picture. */
export const PATIENCE = 60_000;

const open: Painter[] = [];

/** A painter of the tiny model with one thread, unless told otherwise; `closePainters` closes it. */
export async function openPainter(options: Partial<PainterOptions> = {}): Promise<Painter> {
  const painter = await createPainter({
    modelFolder: TINY_MODEL,
    workers: 1,
    script: PAINT_SCRIPT,
    maxQueued: 64,
    patience: PATIENCE,
    now: () => performance.now(),
    ...options,
  });
  open.push(painter);
  return painter;
}

export async function closePainters(): Promise<void> {
  await Promise.all(open.splice(0).map((painter) => painter.close()));
}

/** The nth of many different recipes. */
export function nthRecipe(painter: Painter, n: number, change: Partial<LatentRecipe> = {}): LatentRecipe {
  return {
    kind: 'latent',
    model: painter.model.sha256,
    class: painter.model.classes[n % painter.model.classes.length] as string,
    seed: `0x${'a7'.repeat(32)}`,
    coarse: n,
    middle: 1,
    fine: 2,
    partner: 3,
    mix: 40,
    truncation: 800,
    noise: { variant: 0, strength: 255 },
    position: [],
    directions: [],
    ...change,
  };
}

/** Of a raster's pixels. */
export const pixelHash = (raster: Raster) => createHash('sha256').update(raster.rgba).digest('hex');

/** What a promise was rejected with; null when it was not. */
export const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
