import type { Raster } from '../scene/raster.js';
import type { SceneLayer } from '../scene/scene.js';

/** A layer that shows, with its picture as it was painted. */
export interface PaintedLayer {
  layer: SceneLayer;
  raster: Raster;
}
