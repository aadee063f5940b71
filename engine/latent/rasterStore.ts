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
