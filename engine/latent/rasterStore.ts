import { readRasterName } from '../scene/rasterName.js';

/** Painted rasters as PNG files, by their names (`rasterName`): a cache, of which any file may be deleted at any time. */
export interface RasterStore {
  /** @throws RasterNotRead */
  has(name: string): Promise<boolean>;
  /**
   * Null when it is not there, or no longer whole.
   * @throws RasterNotRead when a shared store cannot be reached
   */
  get(name: string): Promise<Uint8Array | null>;
  /**
   * Stores a PNG; one that is larger than the whole store may be is not kept.
   * @throws RasterNotStored
   */
  put(name: string, png: Uint8Array): Promise<void>;
}

/** @throws RangeError for a text that names no raster: nothing else ever becomes part of a path */
export function assertRasterName(text: string): void {
  if (!readRasterName(text))
    throw new RangeError(
      `"${text}" names no raster: expected 64 lower-case hex digits, and "-1024" for the larger side`,
    );
}

/** Where a raster lies in a store: two levels of folders keep each of them small. */
export const rasterPath = (name: string): string => `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}.png`;
