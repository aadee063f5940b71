import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Log } from '../log/createLog.js';
import type { RasterPainter } from './rasterPainter.js';

export interface ThreadPainterOptions {
  threads: Painter;
  store: RasterStore;
  log: Log;
}

/** Paints on threads of this process. A picture that cannot be stored is given all the same. */
export function createThreadPainter({ threads, store, log }: ThreadPainterOptions): RasterPainter {
  /** Painted and not yet stored, by recipe hash. */
  const encodings = new Map<string, Promise<Uint8Array>>();

  async function encodeAndStore(hash: string, raster: Raster): Promise<Uint8Array> {
    const png = await encodeRaster(raster);
    try {
      await store.put(hash, png);
    } catch (error) {
      // A full disk costs a painting each time, never the picture.
      if (!(error instanceof RasterNotStored)) throw error;
      log.warn({ ...error.facts }, error.message);
    }
    return png;
  }

  return {
    model: threads.model,
    async paint(recipe, priority, signal) {
      const hash = recipeHash(recipe);
      const begun = encodings.get(hash);
      if (begun) return begun;
      const raster = await threads.paint(recipe, priority, signal);
      const encoding = encodings.get(hash) ?? encodeAndStore(hash, raster).finally(() => encodings.delete(hash));
      encodings.set(hash, encoding);
      return encoding;
    },
    close: threads.close,
  };
}
