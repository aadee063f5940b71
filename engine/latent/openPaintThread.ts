import { Worker } from 'node:worker_threads';
import { ModelMalformed } from '../errors/modelErrors.js';
import { PaintThreadLost } from '../errors/painterErrors.js';
import type { Raster } from '../scene/raster.js';
import type { RasterSide } from '../scene/rasterSide.js';
import type { PaintedRecipe } from '../scene/recipe.js';
import type { Model } from './loadModel.js';
import type { PaintAnswer, PaintOrder } from './paintWorker.js';

export interface PaintThreadOptions {
  model: Model;
  /** The compiled paintWorker.js. */
  script: URL;
  /** Milliseconds to wait for a picture; a thread that takes longer counts as lost. */
  patience: number;
}

/** A thread with a model's networks open in it. It does one thing at a time: await one call before the next. */
export interface PaintThread {
  /** @throws PaintThreadLost, then and ever after, or an Error with what onnxruntime said */
  paint(recipe: PaintedRecipe, side: RasterSide): Promise<Raster>;
  /** Lets the thread free its networks and end. A lost one is not waited for. */
  close(): Promise<void>;
  /** Settles when the thread has ended, of itself or by a fault. */
  ended: Promise<void>;
}

/** What JavaScript may take in a thread, without the networks: a leak ends the thread, not the process. */
const HEAP_MEGABYTES = 128;
/** Opening the networks may take as long as this many pictures. */
const OPENING = 10;

/**
 * Starts a painting thread and waits until it has opened the model.
 *
 * Terminating a thread while onnxruntime runs in it aborts the whole process, so a thread is only ever asked to end,
 * also one that hangs: it ends when it comes round, and does not keep the process from ending.
 * @throws ModelMalformed, PaintThreadLost
 */
export async function openPaintThread({ model, script, patience }: PaintThreadOptions): Promise<PaintThread> {
  const worker = new Worker(script, {
    workerData: model,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let lost: PaintThreadLost | null = null;
  let pending: { resolve(answer: PaintAnswer): void; reject(error: Error): void } | null = null;

  worker.on('message', (answer: PaintAnswer) => {
    pending?.resolve(answer);
    pending = null;
  });
  worker.on('error', (error: Error) => lose(error.message, error));
  worker.on('exit', (code) => lose(`it left with exit code ${code}`));

  function lose(problem: string, cause?: unknown): void {
    lost ??= new PaintThreadLost(problem, cause);
    pending?.reject(lost);
    pending = null;
  }

  function giveUp(waited: number): void {
    tell({ type: 'close' });
    worker.unref();
    lose(`it has not answered for ${waited} ms`);
  }

  async function answerWithin(limit: number): Promise<PaintAnswer> {
    const timer = setTimeout(giveUp, limit, limit);
    try {
      return await new Promise((resolve, reject) => {
        if (lost) return reject(lost);
        pending = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
    }
  }

  const tell = (order: PaintOrder) => worker.postMessage(order);

  const opened = await answerWithin(OPENING * patience);
  if (opened.type === 'malformed') throw new ModelMalformed(opened.path, opened.problem);

  return {
    async paint(recipe, side) {
      tell({ type: 'paint', recipe, side });
      const painted = await answerWithin(patience);
      if (painted.type === 'failed') throw new Error(painted.problem);
      if (painted.type !== 'painted') throw new PaintThreadLost(`it answered "${painted.type}"`);
      const { width, height, rgba } = painted;
      return { width, height, rgba: new Uint8ClampedArray(rgba) };
    },
    async close() {
      if (lost) return;
      tell({ type: 'close' });
      await ended;
    },
    ended,
  };
}
