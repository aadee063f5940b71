import type { Raster } from '../../engine/scene/raster.js';

/** What the thread that reads a dropped picture is started with. */
export interface PictureOrder {
  bytes: Uint8Array;
  /** How wide and high it is wanted, pixels. */
  edge: number;
}

/** What it answers. */
export type PictureAnswer = { picture: Raster } | { refused: string };
