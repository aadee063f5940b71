import { once } from 'node:events';
import {
  PainterBusy,
  PainterClosed,
  PaintingFailed,
  PaintingWithdrawn,
  PaintThreadLost,
} from '../errors/painterErrors.js';
import type { Raster } from '../scene/raster.js';
import { rasterName } from '../scene/rasterName.js';
import { FIRST_SIDE, type RasterSide } from '../scene/rasterSide.js';
import type { PaintedRecipe, Recipe } from '../scene/recipe.js';
import { assertPaintable } from './assertPaintable.js';
import { createPaintQueue, type Priority } from './createPaintQueue.js';
import { loadModel } from './loadModel.js';
import { type ModelInfo, modelInfo } from './modelInfo.js';
import { type Easel, openEasel } from './openEasel.js';
import type { PaintThreadOptions } from './openPaintThread.js';

export interface PainterOptions {
  /** Holds model.json. */
  modelFolder: string;
  /** How many painting threads. */
  workers: number;
  /** The compiled paintWorker.js. */
  script: URL;
  /** How many pictures may wait; `live` ones may wait beyond it. */
  maxQueued: number;
  /** Milliseconds to wait for a picture; a thread that takes longer counts as lost, and another takes its place. */
  patience: number;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

export interface Painter {
  model: ModelInfo;
  /**
   * Paints a recipe on one of the painting threads; whoever asks for the same raster meanwhile gets the same raster
   * (not a copy: do not write to it), and it waits as urgently as the most urgent of them.
   * @param signal withdraws this asking: a picture that nobody else asked for and that is not begun is not painted
   * @param side of the raster; `FIRST_SIDE` without one
   * @throws RecipeError, RecipeUnpaintable, PainterBusy (retryable), PaintingWithdrawn, PainterClosed, PaintingFailed
   */
  paint(recipe: Recipe, priority: Priority, signal?: AbortSignal, side?: RasterSide): Promise<Raster>;
  /**
   * Refuses what waits and ends the threads after the pictures they are at. Await it before `process.exit`, which
   * aborts with a core dump while onnxruntime runs in a thread.
   */
  close(): Promise<void>;
}

/** Milliseconds for which a raster over which threads were lost is not begun again. */
const COOL_OFF = 60_000;

interface Job {
  /** The raster's. */
  name: string;
  recipe: PaintedRecipe;
  side: RasterSide;
  /** How many have asked for it and not withdrawn. */
  askers: number;
  raster: Promise<Raster>;
  resolve(raster: Raster): void;
  reject(error: unknown): void;
}

/**
 * Loads a model and starts the painting threads: onnxruntime blocks the thread it runs on, so the caller's must not be
 * one of them.
 * @throws ModelMissing, ModelAltered, ModelMalformed, PaintThreadLost
 */
export async function createPainter(options: PainterOptions): Promise<Painter> {
  const { modelFolder, workers, script, maxQueued, patience, now } = options;
  const model = await loadModel(modelFolder);
  const easels = await openEasels({ model, script, patience }, workers);
  const queue = createPaintQueue<Job>(maxQueued);
  /** Waiting or being painted, by the raster's name. */
  const jobs = new Map<string, Job>();
  /** Rasters over which threads were lost, by name: whoever asks again hears the same until the time is over. */
  const condemned = new Map<string, { failure: PaintingFailed; until: number }>();
  /** Easels waiting for a job. */
  const idle: (() => void)[] = [];
  const closing = new AbortController();
  const closed = once(closing.signal, 'abort');

  async function serve(easel: Easel): Promise<void> {
    for (let job = await nextJob(easel); job; job = await nextJob(easel)) {
      try {
        job.resolve(await easel.paint(job.recipe, job.side, job.name));
      } catch (error) {
        if (error instanceof PaintingFailed && error.cause instanceof PaintThreadLost) condemn(job.name, error);
        job.reject(error);
      }
      jobs.delete(job.name);
    }
    await easel.close();
  }

  async function nextJob(easel: Easel): Promise<Job | null> {
    for (;;) {
      // Only where threads hang: a race leaves a reaction at `closed`, which is there for as long as the painter.
      if (!easel.isReady()) await Promise.race([easel.ready(), closed]);
      const job = queue.take();
      if (job || closing.signal.aborted) return job;
      await new Promise<void>((resolve) => idle.push(resolve));
    }
  }

  function condemn(name: string, failure: PaintingFailed): void {
    for (const [other, { until }] of condemned) if (until <= now()) condemned.delete(other);
    condemned.set(name, { failure, until: now() + COOL_OFF });
  }

  function assertNotCondemned(name: string): void {
    const found = condemned.get(name);
    if (found && found.until > now()) throw found.failure;
  }

  function begin(recipe: PaintedRecipe, side: RasterSide, name: string, priority: Priority): Job {
    const job = createJob(recipe, side, name);
    const displaced = queue.add(job, priority);
    if (displaced) refuse(displaced, new PainterBusy(maxQueued));
    jobs.set(name, job);
    idle.shift()?.();
    return job;
  }

  function withdraw(job: Job): void {
    job.askers -= 1;
    if (job.askers === 0 && queue.remove(job)) refuse(job, new PaintingWithdrawn(job.name));
  }

  function refuse(job: Job, error: Error): void {
    jobs.delete(job.name);
    job.reject(error);
  }

  const served = easels.map(serve);

  return {
    model: modelInfo(model),
    async paint(recipe, priority, signal, side = FIRST_SIDE) {
      if (closing.signal.aborted) throw new PainterClosed();
      const name = rasterName(recipe, side);
      if (signal?.aborted) throw new PaintingWithdrawn(name);
      assertPaintable(model, recipe);
      assertNotCondemned(name);
      const job = jobs.get(name) ?? begin(recipe, side, name, priority);
      queue.hasten(job, priority);
      job.askers += 1;
      signal?.addEventListener('abort', () => withdraw(job), { once: true });
      return job.raster;
    },
    async close() {
      closing.abort();
      for (const job of queue.takeAll()) refuse(job, new PainterClosed());
      for (const wake of idle.splice(0)) wake();
      await Promise.all(served);
    },
  };
}

/** All or none: where one cannot be opened, those that could are closed. */
async function openEasels(options: PaintThreadOptions, count: number): Promise<Easel[]> {
  const opened = await Promise.allSettled(Array.from({ length: count }, () => openEasel(options)));
  const easels = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const refused = opened.find((result) => result.status === 'rejected');
  if (!refused) return easels;
  await Promise.all(easels.map((easel) => easel.close()));
  throw refused.reason;
}

function createJob(recipe: PaintedRecipe, side: RasterSide, name: string): Job {
  let settle: Pick<Job, 'resolve' | 'reject'> | undefined;
  const raster = new Promise<Raster>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { name, recipe, side, askers: 0, raster, ...(settle as Pick<Job, 'resolve' | 'reject'>) };
}
