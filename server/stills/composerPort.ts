import type { StillFormat } from '../../engine/composite/encodeStill.js';
import type { Scene } from '../../engine/scene/scene.js';

/** A raster as PNG, with its name. */
export interface NamedRaster {
  name: string;
  png: Uint8Array;
}

/** What the compositing thread is asked. */
export interface StillOrder {
  id: number;
  scene: Scene;
  /** The raster of each visible layer, by its token. */
  rasters: Map<number, NamedRaster>;
  /** Pixels; the height follows the canvas. */
  width: number;
  format: StillFormat;
}

/** What it answers. */
export type StillAnswer = { id: number; still: Uint8Array } | { id: number; failed: string };
