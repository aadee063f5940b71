import type { Raster } from '../scene/raster.js';
import type { SceneLayer } from '../scene/scene.js';
import { sampleTurnedRows } from './sampleTurnedRows.js';
import { sampleUprightRows } from './sampleUprightRows.js';

/**
 * A row of a picture's pixels as a placed raster covers them: `upper + (lower − upper) × share`, left to whoever lays it
 * over the picture, so that a pixel is mixed and blended in one go.
 */
export interface SampledRow {
  /** Premultiplied red, green, blue and alpha of each of the picture's columns, 0…1. Only those between `from` and `to` are of this row. */
  upper: Float64Array;
  lower: Float64Array;
  /** How near the lower is. */
  share: number;
  from: number;
  /** Exclusive; not beyond `from` where nothing is covered. */
  to: number;
  /** Whether nothing shines through between `from` and `to`. */
  opaque: boolean;
}

/** Canvas pixels per pixel of the picture. */
export interface Scale {
  across: number;
  down: number;
}

/**
 * Samples a placed raster row by row, bilinearly: its colours adjusted at its own resolution, then multiplied by alpha,
 * then mixed. A pixel is covered when its centre lies in the placed raster; the
 * raster's outermost texels reach to its edge.
 * @param width of the picture, pixels
 * @returns gives a row by its number, from the top; what it gives is good until the next
 */
export function sampleRows(
  raster: Raster,
  layer: Pick<SceneLayer, 'placement' | 'colour'>,
  scale: Scale,
  width: number,
): (row: number) => SampledRow {
  const sample = layer.placement.rotation % 360 === 0 ? sampleUprightRows : sampleTurnedRows;
  return sample(raster, layer, scale, width);
}
