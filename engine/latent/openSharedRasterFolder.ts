import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RasterFolderUnusable, RasterNotRead, RasterNotStored } from '../errors/rasterStoreErrors.js';
import { readRasterName } from '../scene/rasterName.js';
import { isWholePng } from './isWholePng.js';
import { assertRasterName, type RasterStore, rasterPath } from './rasterStore.js';

/**
 * A folder that many processes read and write at once, on several machines too. Nothing is remembered of it, so that any
 * of them may delete any file; a raster appears whole or not at all, and is written once however many paint it.
 * @param newId names what is being written: no two of all processes may be alike
 */
export async function openSharedRasterFolder(folder: string, newId: () => string): Promise<RasterStore> {
  await mkdir(folder, { recursive: true }).catch((cause) => {
    throw new RasterFolderUnusable(folder, cause);
  });
  const pathOf = (name: string) => join(folder, rasterPath(name));

  return {
    async has(name) {
      if (!readRasterName(name)) return false;
      return (await found(pathOf(name), (path) => stat(path))) !== null;
    },
    async get(name) {
      if (!readRasterName(name)) return null;
      const png = await found(pathOf(name), (path) => readFile(path));
      if (!png || isWholePng(png)) return png;
      await rm(pathOf(name), { force: true });
      return null;
    },
    async put(name, png) {
      assertRasterName(name);
      const path = pathOf(name);
      const unfinished = `${path}.${newId()}.tmp`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(unfinished, png);
        // Unlike a rename, a link leaves alone what another process put there first.
        await link(unfinished, path).catch(ignore('EEXIST'));
      } catch (error) {
        throw new RasterNotStored(path, error);
      } finally {
        await rm(unfinished, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** What reading gives; null when nothing is there. */
async function found<T>(path: string, read: (path: string) => Promise<T>): Promise<T | null> {
  try {
    return await read(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new RasterNotRead(path, error);
  }
}

function ignore(code: string): (error: unknown) => void {
  return (error) => {
    if (codeOf(error) !== code) throw error;
  };
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
