/** A painting thread: opens the model it is given, says so, then paints what it is sent, one recipe after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { ModelMalformed } from '../errors/modelErrors.js';
import type { RasterSide } from '../scene/rasterSide.js';
import type { PaintedRecipe } from '../scene/recipe.js';
import type { Model } from './loadModel.js';
import { type Brush, openBrush } from './openBrush.js';

/** What a painting thread is told. */
export type PaintOrder = { type: 'paint'; recipe: PaintedRecipe; side: RasterSide } | { type: 'close' };

/** What it answers: `ready` once, or `malformed` and nothing more; then `painted` or `failed` for each `paint`. */
export type PaintAnswer =
  | { type: 'ready' }
  | { type: 'malformed'; path: string; problem: string }
  | { type: 'painted'; width: number; height: number; rgba: ArrayBuffer }
  | { type: 'failed'; problem: string };

const port = parentPort;
if (!port) throw new Error('paintWorker.js is started by createPainter as a worker thread, not on its own');

const answer = (message: PaintAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

try {
  const brush = await openBrush(workerData as Model);
  /** The last of the orders, which follow one another: the networks must not be freed while one of them runs. */
  let last: Promise<void> = Promise.resolve();
  port.on('message', (order: PaintOrder) => {
    last = last.then(() => (order.type === 'paint' ? paint(brush, order) : leave(brush)));
  });
  answer({ type: 'ready' });
} catch (error) {
  if (!(error instanceof ModelMalformed)) throw error;
  answer({ type: 'malformed', path: String(error.facts.path), problem: String(error.facts.problem) });
  port.close();
}

async function paint(brush: Brush, { recipe, side }: Extract<PaintOrder, { type: 'paint' }>): Promise<void> {
  try {
    const { width, height, rgba } = await brush.paint(recipe, side);
    const { buffer } = rgba as Uint8ClampedArray<ArrayBuffer>;
    answer({ type: 'painted', width, height, rgba: buffer }, [buffer]);
  } catch (error) {
    answer({ type: 'failed', problem: error instanceof Error ? error.message : String(error) });
  }
}

async function leave(brush: Brush): Promise<void> {
  await brush.release();
  port?.close();
}
