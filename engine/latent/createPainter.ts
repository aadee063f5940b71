import { once } from 'node:events';
import {
  PainterBusy,
  PainterClosed,
  PaintingFailed,
  PaintingWithdrawn,
  PaintThreadLost,
} from '../errors/painterErrors.js';
import { recipeHash } from '../scene/encodeRecipe.js';
import type { Raster } from '../scene/raster.js';
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
   * Paints a recipe on one of the painting threads; whoever asks for the same recipe meanwhile gets the same raster
   * (not a copy: do not write to it), and it waits as urgently as the most urgent of them.
   * @param signal withdraws this asking: a picture that nobody else asked for and that is not begun is not painted
   * @throws RecipeError, RecipeUnpaintable, PainterBusy (retryable), PaintingWithdrawn, PainterClosed, PaintingFailed
   */
  paint(recipe: Recipe, priority: Priority, signal?: AbortSignal): Promise<Raster>;
  /**
   * Refuses what waits and ends the threads after the pictures they are at. Await it before `process.exit`, which
   * aborts with a core dump while onnxruntime runs in a thread.
   */
  close(): Promise<void>;
}

/** Milliseconds for which a recipe over which threads were lost is not begun again. */
const COOL_OFF = 60_000;

interface Job {
  hash: string;
  recipe: PaintedRecipe;
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
  /** Waiting or being painted, by recipe hash. */
  const jobs = new Map<string, Job>();
  /** Recipes over which threads were lost, by hash: whoever asks again hears the same until the time is over. */
  const condemned = new Map<string, { failure: PaintingFailed; until: number }>();
  /** Easels waiting for a job. */
  const idle: (() => void)[] = [];
  const closing = new AbortController();
  const closed = once(closing.signal, 'abort');

  async function serve(easel: Easel): Promise<void> {
    for (let job = await nextJob(easel); job; job = await nextJob(easel)) {
      try {
        job.resolve(await easel.paint(job.recipe, job.hash));
      } catch (error) {
        if (error instanceof PaintingFailed && error.cause instanceof PaintThreadLost) condemn(job.hash, error);
        job.reject(error);
      }
      jobs.delete(job.hash);
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

  function condemn(hash: string, failure: PaintingFailed): void {
    for (const [other, { until }] of condemned) if (until <= now()) condemned.delete(other);
    condemned.set(hash, { failure, until: now() + COOL_OFF });
  }

  function assertNotCondemned(hash: string): void {
    const found = condemned.get(hash);
    if (found && found.until > now()) throw found.failure;
  }

  function begin(recipe: PaintedRecipe, hash: string, priority: Priority): Job {
    const job = createJob(recipe, hash);
    const displaced = queue.add(job, priority);
    if (displaced) refuse(displaced, new PainterBusy(maxQueued));
    jobs.set(hash, job);
    idle.shift()?.();
    return job;
  }

  function withdraw(job: Job): void {
    job.askers -= 1;
    if (job.askers === 0 && queue.remove(job)) refuse(job, new PaintingWithdrawn(job.hash));
  }

  function refuse(job: Job, error: Error): void {
    jobs.delete(job.hash);
    job.reject(error);
  }

  const served = easels.map(serve);

  return {
    model: modelInfo(model),
    async paint(recipe, priority, signal) {
      if (closing.signal.aborted) throw new PainterClosed();
      const hash = recipeHash(recipe);
      if (signal?.aborted) throw new PaintingWithdrawn(hash);
      assertPaintable(model, recipe);
      assertNotCondemned(hash);
      const job = jobs.get(hash) ?? begin(recipe, hash, priority);
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

function createJob(recipe: PaintedRecipe, hash: string): Job {
  let settle: Pick<Job, 'resolve' | 'reject'> | undefined;
  const raster = new Promise<Raster>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { recipe, hash, askers: 0, raster, ...(settle as Pick<Job, 'resolve' | 'reject'>) };
}
