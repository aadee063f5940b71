import { parentPort } from 'node:worker_threads';
import { composeStill } from '../../engine/composite/composeStill.js';
import { decodeRaster } from '../../engine/composite/encodeRaster.js';
import { encodeStill } from '../../engine/composite/encodeStill.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { StillAnswer, StillOrder } from './composerPort.js';

/** The compositing thread: a still takes longer than a socket may wait. One at a time, as each is tens of megabytes. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (order: StillOrder) => {
  last = last.then(async () => parentPort?.postMessage(await compose(order)));
});

async function compose({ id, scene, rasters, width }: StillOrder): Promise<StillAnswer> {
  try {
    const decoded = new Map<number, Raster>();
    for (const [token, png] of rasters) decoded.set(token, await decodeRaster(png));
    return { id, webp: await encodeStill(composeStill(scene, decoded, { width }), 'webp') };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}
