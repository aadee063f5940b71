import { PaintingFailed, PaintThreadLost } from '../errors/painterErrors.js';
import type { Raster } from '../scene/raster.js';
import type { RasterSide } from '../scene/rasterSide.js';
import type { PaintedRecipe } from '../scene/recipe.js';
import { openPaintThread, type PaintThread, type PaintThreadOptions } from './openPaintThread.js';

/** One place to paint at: a painting thread, and another when that one is lost. One picture at a time. */
export interface Easel {
  /** Whether a picture can be begun: unless so many threads hang here that no more may be started. */
  isReady(): boolean;
  /** Settles when one can. */
  ready(): Promise<void>;
  /**
   * @param name the raster's, given in errors
   * @throws PaintingFailed, caused by PaintThreadLost when threads were lost over it
   */
  paint(recipe: PaintedRecipe, side: RasterSide, name: string): Promise<Raster>;
  close(): Promise<void>;
}

/** How often a picture is begun whose thread is lost over it. */
const MAX_ATTEMPTS = 2;
/** A thread that hangs cannot be ended and keeps its memory, so no more of them may run at a place. */
const MAX_HANGING = 2;

/** @throws ModelMalformed, PaintThreadLost */
export async function openEasel(options: PaintThreadOptions): Promise<Easel> {
  let thread: PaintThread | null = await openPaintThread(options);
  /** When each lost thread that still runs has ended. */
  const hanging = new Set<Promise<void>>();

  async function attempt(recipe: PaintedRecipe, side: RasterSide): Promise<Raster> {
    thread ??= await openPaintThread(options);
    const { ended } = thread;
    try {
      return await thread.paint(recipe, side);
    } catch (error) {
      if (error instanceof PaintThreadLost) {
        thread = null;
        hanging.add(ended);
        void ended.then(() => hanging.delete(ended));
      }
      throw error;
    }
  }

  const isReady = () => hanging.size < MAX_HANGING;

  return {
    isReady,
    async ready() {
      while (!isReady()) await Promise.race(hanging);
    },
    async paint(recipe, side, name) {
      for (let attempts = 1; ; attempts++) {
        try {
          return await attempt(recipe, side);
        } catch (error) {
          if (error instanceof PaintThreadLost && attempts < MAX_ATTEMPTS) continue;
          throw new PaintingFailed(name, attempts, error instanceof Error ? error.message : String(error), error);
        }
      }
    },
    async close() {
      await thread?.close();
    },
  };
}
