import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RasterNotStored } from '../errors/rasterStoreErrors.js';

export interface RasterStoreOptions {
  folder: string;
  /** The most the PNGs may take together; those longest unused go first. */
  maxBytes: number;
}

/** Painted rasters as PNG files, by recipe hash: a cache on disk, of which any file may be deleted at any time. */
export interface RasterStore {
  has(hash: string): boolean;
  /** Null when it is not there, or no longer whole. */
  get(hash: string): Promise<Uint8Array | null>;
  /**
   * Stores a PNG; one that is larger than the whole store may be is not kept.
   * @throws RasterNotStored
   */
  put(hash: string, png: Uint8Array): Promise<void>;
}

const HASH = /^[0-9a-f]{64}$/;
const STORED = /^([0-9a-f]{64})\.png$/;
const UNFINISHED = /^[0-9a-f]{64}\.png\.\d+\.tmp$/;

/** How every PNG begins and ends (W3C PNG §5.2, §11.2.5): a torn file lacks its IEND. */
const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');

/**
 * Opens the store in a folder, which one process may have open at a time. Files it does not know are left alone; what
 * a killed process left unfinished is removed.
 */
export async function openRasterStore({ folder, maxBytes }: RasterStoreOptions): Promise<RasterStore> {
  /** Bytes by hash, from the longest unused to the last used. */
  const sizes = new Map<string, number>();
  let total = 0;
  let written = 0;

  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.png`);

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

  await mkdir(folder, { recursive: true });
  for (const { hash, size } of await storedIn(folder, pathOf)) note(hash, size);
  await makeRoom();

  return {
    has: (hash) => sizes.has(hash),
    async get(hash) {
      if (!sizes.has(hash)) return null;
      const png = await readFile(pathOf(hash)).catch(() => null);
      if (!png || !isWhole(png)) {
        await discard(hash);
        return null;
      }
      note(hash, png.length);
      return png;
    },
    async put(hash, png) {
      if (!HASH.test(hash)) throw new RangeError(`"${hash}" is not a recipe hash: expected 64 lower-case hex digits`);
      if (png.length > maxBytes) return;
      const path = pathOf(hash);
      const unfinished = `${path}.${written++}.tmp`;
      try {
        await mkdir(join(path, '..'), { recursive: true });
        await writeFile(unfinished, png);
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw new RasterNotStored(path, error);
      }
      note(hash, png.length);
      await makeRoom();
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

function isWhole(png: Buffer): boolean {
  return png.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE) && png.subarray(-PNG_END.length).equals(PNG_END);
}
