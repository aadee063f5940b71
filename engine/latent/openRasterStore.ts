import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RasterFolderUnusable, RasterNotStored } from '../errors/rasterStoreErrors.js';
import { readRasterName } from '../scene/rasterName.js';
import { isWholePng } from './isWholePng.js';
import { assertRasterName, type RasterStore, rasterPath } from './rasterStore.js';

export interface RasterStoreOptions {
  folder: string;
  /** The most the PNGs may take together; those longest unused go first. */
  maxBytes: number;
}

const STORED = /^(.+)\.png$/;
const UNFINISHED = /^(.+)\.png\.tmp$/;

/**
 * Opens the store in a folder, which one process may have open at a time. Files it does not know are left alone; what
 * a killed process left unfinished is removed.
 */
export async function openRasterStore({ folder, maxBytes }: RasterStoreOptions): Promise<RasterStore> {
  /** Bytes by name, from the longest unused to the last used. */
  const sizes = new Map<string, number>();
  let total = 0;
  /** The last of the writes, which follow one another: a file and its place in `sizes` change together. */
  let writes: Promise<void> = Promise.resolve();

  const pathOf = (name: string) => join(folder, rasterPath(name));

  function note(name: string, size: number): void {
    forget(name);
    sizes.set(name, size);
    total += size;
  }

  function forget(name: string): void {
    total -= sizes.get(name) ?? 0;
    sizes.delete(name);
  }

  async function discard(name: string): Promise<void> {
    forget(name);
    await rm(pathOf(name), { force: true });
  }

  async function makeRoom(): Promise<void> {
    for (const name of sizes.keys()) {
      if (total <= maxBytes) return;
      await discard(name);
    }
  }

  function alone(change: () => Promise<void>): Promise<void> {
    const done = writes.then(change);
    writes = done.catch(() => undefined);
    return done;
  }

  await mkdir(folder, { recursive: true }).catch((cause) => {
    throw new RasterFolderUnusable(folder, cause);
  });
  for (const { name, size } of await storedIn(folder, pathOf)) note(name, size);
  await makeRoom();

  return {
    has: async (name) => sizes.has(name),
    async get(name) {
      if (!sizes.has(name)) return null;
      const png = await readWhole(pathOf(name));
      if (png && sizes.has(name)) note(name, png.length);
      // It may have been put anew meanwhile, so whether it is still torn is asked once more when no other writes.
      if (!png) await alone(async () => ((await readWhole(pathOf(name))) ? undefined : discard(name)));
      return png;
    },
    async put(name, png) {
      assertRasterName(name);
      if (png.length > maxBytes) return;
      await alone(async () => {
        await write(pathOf(name), png);
        note(name, png.length);
        await makeRoom();
      });
    },
  };
}

/** What a former process stored, from the oldest to the newest. */
async function storedIn(folder: string, pathOf: (name: string) => string): Promise<{ name: string; size: number }[]> {
  const found: { name: string; size: number; time: number }[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (nameIn(UNFINISHED, entry.name)) await rm(path, { force: true });
    const name = nameIn(STORED, entry.name);
    if (!name || path !== pathOf(name)) continue;
    const { size, mtimeMs } = await stat(path);
    found.push({ name, size, time: mtimeMs });
  }
  return found.sort((a, b) => a.time - b.time);
}

/** The raster's name in a file's; null for a file of another kind. */
function nameIn(pattern: RegExp, file: string): string | null {
  const name = pattern.exec(file)?.[1];
  return name && readRasterName(name) ? name : null;
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
