import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RasterNotStored } from '../errors/rasterStoreErrors.js';
import { isWholePng } from './isWholePng.js';
import { isRecipeHash, type RasterStore, rasterPath } from './rasterStore.js';

export interface RasterStoreOptions {
  folder: string;
  /** The most the PNGs may take together; those longest unused go first. */
  maxBytes: number;
}

const STORED = /^([0-9a-f]{64})\.png$/;
const UNFINISHED = /^[0-9a-f]{64}\.png\.tmp$/;

/**
 * Opens the store in a folder, which one process may have open at a time. Files it does not know are left alone; what
 * a killed process left unfinished is removed.
 */
export async function openRasterStore({ folder, maxBytes }: RasterStoreOptions): Promise<RasterStore> {
  /** Bytes by hash, from the longest unused to the last used. */
  const sizes = new Map<string, number>();
  let total = 0;
  /** The last of the writes, which follow one another: a file and its place in `sizes` change together. */
  let writes: Promise<void> = Promise.resolve();

  const pathOf = (hash: string) => join(folder, rasterPath(hash));

  function note(hash: string, size: number): void {
    forget(hash);
    sizes.set(hash, size);
    total += size;
  }

  function forget(hash: string): void {
    total -= sizes.get(hash) ?? 0;
    sizes.delete(hash);
  }

  async function discard(hash: string): Promise<void> {
    forget(hash);
    await rm(pathOf(hash), { force: true });
  }

  async function makeRoom(): Promise<void> {
    for (const hash of sizes.keys()) {
      if (total <= maxBytes) return;
      await discard(hash);
    }
  }

  function alone(change: () => Promise<void>): Promise<void> {
    const done = writes.then(change);
    writes = done.catch(() => undefined);
    return done;
  }

  await mkdir(folder, { recursive: true });
  for (const { hash, size } of await storedIn(folder, pathOf)) note(hash, size);
  await makeRoom();

  return {
    has: async (hash) => sizes.has(hash),
    async get(hash) {
      if (!sizes.has(hash)) return null;
      const png = await readWhole(pathOf(hash));
      if (png && sizes.has(hash)) note(hash, png.length);
      // It may have been put anew meanwhile, so whether it is still torn is asked once more when no other writes.
      if (!png) await alone(async () => ((await readWhole(pathOf(hash))) ? undefined : discard(hash)));
      return png;
    },
    async put(hash, png) {
      if (!isRecipeHash(hash))
        throw new RangeError(`"${hash}" is not a recipe hash: expected 64 lower-case hex digits`);
      if (png.length > maxBytes) return;
      await alone(async () => {
        await write(pathOf(hash), png);
        note(hash, png.length);
        await makeRoom();
      });
    },
  };
}

/** What a former process stored, from the oldest to the newest. */
async function storedIn(folder: string, pathOf: (hash: string) => string): Promise<{ hash: string; size: number }[]> {
  const found: { hash: string; size: number; time: number }[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (UNFINISHED.test(entry.name)) await rm(path, { force: true });
    const hash = STORED.exec(entry.name)?.[1];
    if (!hash || path !== pathOf(hash)) continue;
    const { size, mtimeMs } = await stat(path);
    found.push({ hash, size, time: mtimeMs });
  }
  return found.sort((a, b) => a.time - b.time);
}

async function write(path: string, png: Uint8Array): Promise<void> {
  const unfinished = `${path}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, png);
    await rename(unfinished, path);
  } catch (error) {
    // What could not be written may not be removable either; the next start removes it then.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new RasterNotStored(path, error);
  }
}

async function readWhole(path: string): Promise<Buffer | null> {
  const png = await readFile(path).catch(() => null);
  return png && isWholePng(png) ? png : null;
}
