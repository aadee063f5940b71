import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import type { Raster } from '../../engine/scene/raster.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE } from '../../engine/scene/rasterSide.js';
import type { Log } from '../log/createLog.js';
import type { RasterPainter } from './rasterPainter.js';

export interface ThreadPainterOptions {
  threads: Painter;
  store: RasterStore;
  log: Log;
}

/** Paints on threads of this process. A picture that cannot be stored is given all the same. */
export function createThreadPainter({ threads, store, log }: ThreadPainterOptions): RasterPainter {
  /** Painted and not yet stored, by the raster's name. */
  const encodings = new Map<string, Promise<Uint8Array>>();

  async function encodeAndStore(name: string, raster: Raster): Promise<Uint8Array> {
    const png = await encodeRaster(raster);
    try {
      await store.put(name, png);
    } catch (error) {
      // A full disk costs a painting each time, never the picture.
      if (!(error instanceof RasterNotStored)) throw error;
      log.warn({ ...error.facts }, error.message);
    }
    return png;
  }

  return {
    model: threads.model,
    async paint(recipe, priority, signal, side = FIRST_SIDE) {
      const name = rasterName(recipe, side);
      const begun = encodings.get(name);
      if (begun) return begun;
      const raster = await threads.paint(recipe, priority, signal, side);
      const encoding = encodings.get(name) ?? encodeAndStore(name, raster).finally(() => encodings.delete(name));
      encodings.set(name, encoding);
      return encoding;
    },
    close: threads.close,
  };
}
