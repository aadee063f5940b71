import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { decodeAsset, MAX_ASSET_BYTES } from '../../engine/composite/decodeAsset.js';
import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { AssetRefused } from '../../engine/errors/assetErrors.js';
import type { AssetAnswer, AssetOrder } from './assetPort.js';

/** Reads one asset: a thread of its own, since a large picture takes a second, and a hostile one whatever it can. */
const { file, sha256 } = workerData as AssetOrder;
const answer = await read().catch((error): AssetAnswer => {
  if (error instanceof AssetRefused) return { refused: String(error.facts.problem) };
  return { refused: error instanceof Error ? error.message : String(error) };
});
parentPort?.postMessage(answer);

async function read(): Promise<AssetAnswer> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    // One byte more than is allowed tells that there is more; what is beyond is not read.
    const bytes = Buffer.alloc(Math.min(size, MAX_ASSET_BYTES + 1));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return { png: await encodeRaster(await decodeAsset(bytes.subarray(0, bytesRead), sha256)) };
  } finally {
    await handle.close();
  }
}
