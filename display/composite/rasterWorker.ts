import { fetchRaster, RasterRefused } from './fetchRaster.js';

/** What a page asks of the thread. URLs are whole. */
export type ToRasterWorker = { load: string; id: number; keepOnDisk: boolean } | { pin: string[] };

/** What it answers. */
export type FromRasterWorker =
  | { id: number; bitmap: ImageBitmap }
  | { id: number; retryAfter: number | null; refused: boolean; reason: string };

/** What this file sees of its global scope; the DOM's types describe a page's. */
const scope = globalThis as unknown as {
  postMessage(message: FromRasterWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToRasterWorker>) => void) | null;
};

/** Paths of rasters that are not dropped from the disk. */
let pinned: ReadonlySet<string> = new Set();

scope.onmessage = ({ data }) => {
  if ('pin' in data) pinned = new Set(data.pin.map((url) => new URL(url).pathname));
  else void load(data.load, data.id, data.keepOnDisk);
};

async function load(url: string, id: number, keepOnDisk: boolean) {
  try {
    // Plain HTTP has no Cache: there the browser's own cache has to do.
    const disk = keepOnDisk && 'caches' in globalThis ? await caches.open('rasters') : null;
    const bitmap = await decode(await fetchRaster(url, disk, () => pinned));
    scope.postMessage({ id, bitmap }, [bitmap]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const { retryAfter, refused } = cause instanceof RasterRefused ? cause : { retryAfter: null, refused: false };
    scope.postMessage({ id, retryAfter, refused, reason });
  }
}

function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  const file = new Blob([bytes], { type: 'image/png' });
  return createImageBitmap(file, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
}
