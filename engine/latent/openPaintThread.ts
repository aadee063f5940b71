import { Worker } from 'node:worker_threads';
import { ModelMalformed } from '../errors/modelErrors.js';
import { PaintThreadDied } from '../errors/painterErrors.js';
import type { Raster } from '../scene/raster.js';
import type { Recipe } from '../scene/recipe.js';
import type { Model } from './loadModel.js';
import type { PaintAnswer, PaintOrder } from './paintWorker.js';

/** A thread with a model's networks open in it. It does one thing at a time: await one call before the next. */
export interface PaintThread {
  /** @throws PaintThreadDied, or an Error with what onnxruntime said */
  paint(recipe: Recipe): Promise<Raster>;
  /** Lets the thread free its networks and end. */
  close(): Promise<void>;
}

/**
 * Starts a painting thread and waits until it has opened the model.
 *
 * Terminating a thread while onnxruntime runs in it aborts the whole process, so a thread is only ever asked to end.
 * @param script the compiled paintWorker.js
 * @throws ModelMalformed, PaintThreadDied
 */
export async function openPaintThread(model: Model, script: URL): Promise<PaintThread> {
  const worker = new Worker(script, { workerData: model });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let dead: PaintThreadDied | null = null;
  let pending: { resolve(answer: PaintAnswer): void; reject(error: Error): void } | null = null;

  worker.on('message', (answer: PaintAnswer) => {
    pending?.resolve(answer);
    pending = null;
  });
  worker.on('error', (error: Error) => die(error.message, error));
  worker.on('exit', (code) => die(`it left with exit code ${code}`));

  function die(problem: string, cause?: unknown): void {
    dead ??= new PaintThreadDied(problem, cause);
    pending?.reject(dead);
    pending = null;
  }

  const answer = (): Promise<PaintAnswer> =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      pending = { resolve, reject };
    });
  const tell = (order: PaintOrder) => worker.postMessage(order);

  const opened = await answer();
  if (opened.type === 'malformed') throw new ModelMalformed(opened.path, opened.problem);

  return {
    async paint(recipe) {
      tell({ type: 'paint', recipe });
      const painted = await answer();
      if (painted.type === 'failed') throw new Error(painted.problem);
      if (painted.type !== 'painted') throw new PaintThreadDied(`it answered "${painted.type}"`);
      const { width, height, rgba } = painted;
      return { width, height, rgba: new Uint8ClampedArray(rgba) };
    },
    async close() {
      tell({ type: 'close' });
      await exited;
    },
  };
}
