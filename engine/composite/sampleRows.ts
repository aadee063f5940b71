import type { Raster } from '../scene/raster.js';
import type { SceneLayer } from '../scene/scene.js';
import type { SampledRow, Scale } from './sampledRow.js';
import { sampleTurnedRows } from './sampleTurnedRows.js';
import { sampleUprightRows } from './sampleUprightRows.js';

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
