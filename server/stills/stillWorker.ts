import { parentPort } from 'node:worker_threads';
import { composeStill } from '../../engine/composite/composeStill.js';
import { decodeRaster } from '../../engine/composite/encodeRaster.js';
import { encodeStill } from '../../engine/composite/encodeStill.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { NamedRaster, StillAnswer, StillOrder } from './composerPort.js';

/** Bytes of decoded rasters kept: 256 of 256 × 256, 16 of 1024 × 1024. Decoding seven of them takes longer than composing them. */
const KEPT_BYTES = 64 << 20;

/** By name, the least recently used first. */
const decoded = new Map<string, Raster>();
let decodedBytes = 0;

/** The compositing thread: a still takes longer than a socket may wait. One at a time, as each is tens of megabytes. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (order: StillOrder) => {
  last = last.then(async () => parentPort?.postMessage(await compose(order)));
});

async function compose({ id, scene, rasters, width, format }: StillOrder): Promise<StillAnswer> {
  try {
    const byToken = new Map<number, Raster>();
    for (const [token, raster] of rasters) byToken.set(token, await rasterOf(raster));
    return { id, still: await encodeStill(composeStill(scene, byToken, { width }), format) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

async function rasterOf({ name, png }: NamedRaster): Promise<Raster> {
  const raster = decoded.get(name) ?? (await decodeRaster(png));
  if (!decoded.delete(name)) decodedBytes += raster.rgba.length;
  decoded.set(name, raster);
  for (const [oldest, { rgba }] of decoded) {
    if (decodedBytes <= KEPT_BYTES || oldest === name) break;
    decoded.delete(oldest);
    decodedBytes -= rgba.length;
  }
  return raster;
}
