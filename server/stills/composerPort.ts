import type { Scene } from '../../engine/scene/scene.js';

/** What the compositing thread is asked. */
export interface StillOrder {
  id: number;
  scene: Scene;
  /** The PNG of each visible layer's raster, by token index. */
  rasters: Map<number, Uint8Array>;
  /** Pixels; the height follows the canvas. */
  width: number;
}

/** What it answers. */
export type StillAnswer = { id: number; webp: Uint8Array } | { id: number; failed: string };
