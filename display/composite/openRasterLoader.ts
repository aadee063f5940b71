import { RasterUnavailable } from './rasterUnavailable.js';
import type { FromRasterWorker, ToRasterWorker } from './rasterWorker.js';

/** Fetches rasters, checks their bytes and decodes them, all of it in a thread of its own. */
export interface RasterLoader {
  /**
   * @returns straight alpha, colours as the file has them
   * @throws RasterUnavailable
   */
  load(url: string): Promise<ImageBitmap>;
  /** The rasters to keep on this machine whatever else goes; those of other calls may go. */
  pin(urls: readonly string[]): void;
  /** What is still being loaded is never answered. */
  close(): void;
}

interface Waiting {
  url: string;
  resolve(bitmap: ImageBitmap): void;
  reject(error: RasterUnavailable): void;
}

/**
 * @param keepOnDisk whether rasters are kept in the browser's Cache for a time without a network; a page that anybody may
 *   open does not take that room
 */
export function openRasterLoader(keepOnDisk: boolean): RasterLoader {
  const worker = new Worker(new URL('./rasterWorker.ts', import.meta.url), { type: 'module', name: 'rasters' });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  const send = (message: ToRasterWorker) => worker.postMessage(message);

  worker.onmessage = ({ data }: MessageEvent<FromRasterWorker>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (!asker) return;
    if ('bitmap' in data) asker.resolve(data.bitmap);
    else asker.reject(new RasterUnavailable(asker.url, data.retryAfter, data.refused, data.reason));
  };
  // A worker that could not be started, or broke, answers nobody: everybody asks again.
  worker.onerror = ({ message }) => {
    for (const { url, reject } of waiting.values()) reject(new RasterUnavailable(url, null, false, message));
    waiting.clear();
  };

  return {
    load: (url) =>
      new Promise((resolve, reject) => {
        const id = asked++;
        waiting.set(id, { url, resolve, reject });
        send({ load: new URL(url, location.href).href, id, keepOnDisk });
      }),
    pin: (urls) => send({ pin: urls.map((url) => new URL(url, location.href).href) }),
    close: () => worker.terminate(),
  };
}
