import { PainterBusy, PainterClosed, PaintingFailed, PaintThreadDied } from '../errors/painterErrors.js';
import { recipeHash } from '../scene/encodeRecipe.js';
import type { Raster } from '../scene/raster.js';
import type { Recipe } from '../scene/recipe.js';
import { assertPaintable } from './assertPaintable.js';
import { createPaintQueue, type Priority } from './createPaintQueue.js';
import { loadModel, type Model } from './loadModel.js';
import type { ModelFile } from './modelFile.js';
import { openPaintThread, type PaintThread } from './openPaintThread.js';

export interface PainterOptions {
  /** Holds model.json. */
  modelFolder: string;
  /** How many painting threads. */
  workers: number;
  /** The compiled paintWorker.js. */
  script: URL;
  /** How many pictures may wait; `live` ones may wait beyond it. */
  maxQueued: number;
}

export interface ModelInfo {
  name: string;
  /** The hash of model.json, 64 hex digits: what recipes and manifests name the model by. */
  sha256: string;
  /** Width and height of every raster, in pixels. */
  rasterSize: number;
  classes: readonly string[];
  directions: readonly ModelFile['directions'][number][];
  /** The formula of the loss it was trained with; null when model.json has none. */
  signature: string | null;
}

export interface Painter {
  model: ModelInfo;
  /**
   * Paints a recipe on one of the painting threads; whoever asks for the same recipe meanwhile gets the same raster
   * (not a copy: do not write to it).
   * @throws RecipeError, RecipeUnpaintable, PainterBusy (retryable), PainterClosed, PaintingFailed
   */
  paint(recipe: Recipe, priority: Priority): Promise<Raster>;
  /**
   * Refuses what waits and ends the threads after the pictures they are at. Await it before `process.exit`, which
   * aborts with a core dump while onnxruntime runs in a thread.
   */
  close(): Promise<void>;
}

/** How often a picture is begun whose thread dies under it. */
const MAX_ATTEMPTS = 3;

interface Job {
  hash: string;
  recipe: Recipe;
  raster: Promise<Raster>;
  resolve(raster: Raster): void;
  reject(error: unknown): void;
}

/**
 * Loads a model and starts the painting threads: onnxruntime blocks the thread it runs on, so the caller's must not be
 * one of them.
 * @throws ModelMissing, ModelAltered, ModelMalformed, PaintThreadDied
 */
export async function createPainter({ modelFolder, workers, script, maxQueued }: PainterOptions): Promise<Painter> {
  const model = await loadModel(modelFolder);
  const { file, sha256, rasterSize } = model;
  const threads = await openThreads(model, script, workers);
  const queue = createPaintQueue<Job>(maxQueued);
  /** Waiting or being painted, by recipe hash. */
  const jobs = new Map<string, Job>();
  /** Threads waiting for a job. */
  const idle: (() => void)[] = [];
  let closing = false;

  async function nextJob(): Promise<Job | null> {
    for (;;) {
      const job = queue.take();
      if (job || closing) return job;
      await new Promise<void>((resolve) => idle.push(resolve));
    }
  }

  async function serve(first: PaintThread): Promise<void> {
    let thread: PaintThread | null = first;

    async function paint({ recipe, hash }: Job): Promise<Raster> {
      for (let attempt = 1; ; attempt++) {
        try {
          thread ??= await openPaintThread(model, script);
          return await thread.paint(recipe);
        } catch (error) {
          const died = error instanceof PaintThreadDied;
          if (died) thread = null;
          if (!died || attempt === MAX_ATTEMPTS) throw new PaintingFailed(hash, attempt, messageOf(error), error);
        }
      }
    }

    for (let job = await nextJob(); job; job = await nextJob()) {
      await paint(job).then(job.resolve, job.reject);
      jobs.delete(job.hash);
    }
    await thread?.close();
  }

  function refuse(job: Job, error: Error): void {
    jobs.delete(job.hash);
    job.reject(error);
  }

  const served = threads.map(serve);

  return {
    model: {
      name: file.name,
      sha256,
      rasterSize,
      classes: file.classes,
      directions: file.directions,
      signature: file.signature,
    },
    async paint(recipe, priority) {
      if (closing) throw new PainterClosed();
      const hash = recipeHash(recipe);
      assertPaintable(model, recipe);
      const known = jobs.get(hash);
      if (known) {
        queue.hasten(known, priority);
        return known.raster;
      }
      const job = createJob(recipe, hash);
      const displaced = queue.add(job, priority);
      if (displaced) refuse(displaced, new PainterBusy(maxQueued));
      jobs.set(hash, job);
      idle.shift()?.();
      return job.raster;
    },
    async close() {
      closing = true;
      for (const job of queue.takeAll()) refuse(job, new PainterClosed());
      for (const wake of idle.splice(0)) wake();
      await Promise.all(served);
    },
  };
}

/** All or none: where one cannot be opened, those that could are closed. */
async function openThreads(model: Model, script: URL, count: number): Promise<PaintThread[]> {
  const opened = await Promise.allSettled(Array.from({ length: count }, () => openPaintThread(model, script)));
  const threads = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const refused = opened.find((result) => result.status === 'rejected');
  if (!refused) return threads;
  await Promise.all(threads.map((thread) => thread.close()));
  throw refused.reason;
}

function createJob(recipe: Recipe, hash: string): Job {
  let settle: Pick<Job, 'resolve' | 'reject'> | undefined;
  const raster = new Promise<Raster>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { recipe, hash, raster, ...(settle as Pick<Job, 'resolve' | 'reject'>) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
