/** Painted rasters as PNG files, by recipe hash: a cache, of which any file may be deleted at any time. */
export interface RasterStore {
  /** @throws RasterNotRead */
  has(hash: string): Promise<boolean>;
  /**
   * Null when it is not there, or no longer whole.
   * @throws RasterNotRead when a shared store cannot be reached
   */
  get(hash: string): Promise<Uint8Array | null>;
  /**
   * Stores a PNG; one that is larger than the whole store may be is not kept.
   * @throws RasterNotStored
   */
  put(hash: string, png: Uint8Array): Promise<void>;
}

const HASH = /^[0-9a-f]{64}$/;

/** Whether a text can name a raster; nothing else ever becomes part of a path. */
export const isRecipeHash = (text: string): boolean => HASH.test(text);

/** Where a raster lies in a store: two levels of folders keep each of them small. */
export const rasterPath = (hash: string): string => `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}.png`;
