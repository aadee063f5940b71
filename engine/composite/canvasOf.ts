import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas';
import type { Raster } from '../scene/raster.js';

/** A canvas of Skia's that shows a raster. */
export function canvasOf({ width, height, rgba }: Raster): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}
