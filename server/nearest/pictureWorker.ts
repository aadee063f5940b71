import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { decodeAsset } from '../../engine/composite/decodeAsset.js';
import { reduceRaster } from '../../engine/composite/reduceRaster.js';
import { AssetRefused } from '../../engine/errors/assetErrors.js';
import type { PictureAnswer, PictureOrder } from './picturePort.js';

/** Reads one picture that somebody dropped: a thread of its own, since a hostile one takes whatever it can. */
const { bytes, edge } = workerData as PictureOrder;
const sha256 = createHash('sha256').update(bytes).digest('hex');
const answer = await decodeAsset(bytes, sha256).then(
  (raster): PictureAnswer => ({ picture: reduceRaster(raster, edge) }),
  (error): PictureAnswer => ({
    refused: error instanceof AssetRefused ? String(error.facts.problem) : 'it cannot be decoded',
  }),
);
parentPort?.postMessage(answer);
