import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AssetMissing, AssetRefused } from '../../engine/errors/assetErrors.js';
import type { AssetAnswer, AssetOrder } from './assetPort.js';

/** The picture files that works show beside what the model paints. */
export interface Assets {
  /**
   * The asset's raster as PNG.
   * @param sha256 64 hex digits
   * @throws AssetMissing, AssetRefused
   */
  png(sha256: string): Promise<Uint8Array>;
}

export interface AssetsOptions {
  /** Holds each file under its sha256, 64 hex digits without an ending. It need not be there. */
  folder: string;
  /** The compiled assetWorker.js. */
  script: URL;
  /** Milliseconds after which a file that is not decoded is given up. */
  patience: number;
}

/** Reads assets one after another, each on a thread that ends with it: no file can take more than that thread. */
export function openAssets({ folder, script, patience }: AssetsOptions): Assets {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async png(sha256) {
      const file = join(folder, sha256);
      const found = await stat(file).catch(() => null);
      if (!found) throw new AssetMissing(sha256, folder);
      // A pipe or a device would be read for ever.
      if (!found.isFile()) throw new AssetRefused(sha256, 'it is no plain file');
      const turn = last.then(() => decode({ file, sha256 }, script, patience));
      last = turn.catch(() => {});
      return turn;
    },
  };
}

function decode(order: AssetOrder, script: URL, patience: number): Promise<Uint8Array> {
  const worker = new Worker(script, { workerData: order });
  const decoded = new Promise<Uint8Array>((resolve, reject) => {
    const refuse = (problem: string) => reject(new AssetRefused(order.sha256, problem));
    const timer = setTimeout(() => refuse(`it was not decoded within ${patience / 1000} s`), patience);
    worker.on('message', (answer: AssetAnswer) => ('png' in answer ? resolve(answer.png) : refuse(answer.refused)));
    worker.on('error', (error) => refuse(error.message));
    worker.on('exit', () => {
      clearTimeout(timer);
      refuse('the thread that read it ended');
    });
  });
  return decoded.finally(() => worker.terminate());
}
