import type { StillFormat } from '../../engine/composite/encodeStill.js';
import type { Scene } from '../../engine/scene/scene.js';

/** What the compositing thread is asked. */
export interface StillOrder {
  id: number;
  scene: Scene;
  /** The PNG of each visible layer's raster, by recipe hash. */
  rasters: Map<string, Uint8Array>;
  /** Pixels; the height follows the canvas. */
  width: number;
  format: StillFormat;
}

/** What it answers. */
export type StillAnswer = { id: number; still: Uint8Array } | { id: number; failed: string };
