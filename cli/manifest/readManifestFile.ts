import { open } from 'node:fs/promises';
import { fileProblem } from '../../engine/errors/fileProblem.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { MAX_JSON_BYTES } from '../../engine/scene/manifestBytes.js';
import { ManifestFileUnusable } from './manifestFileErrors.js';

/**
 * The manifest in a file, once nothing is wrong with it. A file too large for one is not read.
 * @throws ManifestFileUnusable, ManifestError with every mistake
 */
export async function readManifestFile(file: string): Promise<Manifest> {
  return checkManifest(parseJson(file, await readBytes(file)));
}

async function readBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((cause) => {
    throw new ManifestFileUnusable(file, `cannot be read: ${fileProblem(cause)}`, cause);
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new ManifestFileUnusable(file, 'is not a file');
    if (found.size > MAX_JSON_BYTES) {
      throw new ManifestFileUnusable(file, `has ${found.size} bytes, and a manifest at most ${MAX_JSON_BYTES}`);
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function parseJson(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ManifestFileUnusable(file, `is not JSON (${(cause as Error).message})`, cause);
  }
}
