import { createCanvas } from '@napi-rs/canvas';
import type { Raster } from '../scene/raster.js';
import { canvasOf } from './canvasOf.js';

/** The middle of a picture as a small square. Skia is exact enough for what only an encoder looks at. */
export function reduceRaster(raster: Raster, edge: number): Raster {
  const { width, height } = raster;
  const side = Math.min(width, height);
  const context = createCanvas(edge, edge).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvasOf(raster), (width - side) / 2, (height - side) / 2, side, side, 0, 0, edge, edge);
  return { width: edge, height: edge, rgba: context.getImageData(0, 0, edge, edge).data };
}
