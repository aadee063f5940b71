import { type Canvas, createCanvas, type GlobalCompositeOperation, ImageData } from '@napi-rs/canvas';
import type { BlendMode } from '../scene/manifest.js';
import type { Raster } from '../scene/raster.js';
import type { Rgb, Scene } from '../scene/scene.js';
import { adjustRaster } from './adjustRaster.js';
import type { PaintedLayer } from './paintedLayer.js';

/**
 * The modes in which Skia's eight bits a channel stay within 3/255 of the formulas on 99.5 % of pixels, layer upon layer.
 * The others are steep somewhere: there one part in 255 decides between dark and light, or between two hues.
 */
const SMOOTH: ReadonlySet<BlendMode> = new Set<BlendMode>([
  'normal',
  'multiply',
  'screen',
  'overlay',
  'darken',
  'lighten',
  'hard-light',
  'difference',
  'exclusion',
  'color',
  'luminosity',
]);
/** A raster's edge up to this alpha moves no pixel by more than 3/255 where Skia smooths it. */
const FAINT = 6;

/** Whether Skia composes these layers to the same picture as `paintExactly`. */
export function skiaAgrees(scene: Scene, painted: readonly PaintedLayer[]): boolean {
  return painted.every(
    ({ layer, raster }) => SMOOTH.has(layer.blend) && (covers(layer.placement, scene) || fadesOut(raster)),
  );
}

/** Composes layers with Skia, in about a third of the time of `paintExactly`. */
export function paintWithSkia(scene: Scene, painted: readonly PaintedLayer[], width: number, height: number): Raster {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = cssColour(scene.background);
  context.fillRect(0, 0, width, height);
  // Bilinear, as a screen's texture unit samples.
  context.imageSmoothingQuality = 'low';
  for (const { layer, raster } of painted) {
    const { placement } = layer;
    context.setTransform(width / scene.width, 0, 0, height / scene.height, 0, 0);
    context.translate(placement.x, placement.y);
    context.rotate((placement.rotation * Math.PI) / 180);
    context.scale(placement.mirror ? -1 : 1, 1);
    context.globalAlpha = layer.opacity;
    context.globalCompositeOperation = compositeOperation(layer.blend);
    context.drawImage(
      canvasOf(adjustRaster(raster, layer.colour)),
      -placement.width / 2,
      -placement.height / 2,
      placement.width,
      placement.height,
    );
  }
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

/** A canvas that shows a raster. */
export function canvasOf({ width, height, rgba }: Raster): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}

/** Whether the placed raster's edges lie outside the canvas. */
function covers({ x, y, width, height, rotation }: PaintedLayer['layer']['placement'], scene: Scene): boolean {
  if (rotation % 180 !== 0) return false;
  return x - width / 2 <= 0 && y - height / 2 <= 0 && x + width / 2 >= scene.width && y + height / 2 >= scene.height;
}

function fadesOut({ width, height, rgba }: Raster): boolean {
  const faint = (column: number, row: number) => (rgba[(row * width + column) * 4 + 3] as number) <= FAINT;
  for (let column = 0; column < width; column++) {
    if (!faint(column, 0) || !faint(column, height - 1)) return false;
  }
  for (let row = 0; row < height; row++) {
    if (!faint(0, row) || !faint(width - 1, row)) return false;
  }
  return true;
}

const compositeOperation = (mode: BlendMode): GlobalCompositeOperation => (mode === 'normal' ? 'source-over' : mode);

const cssColour = (rgb: Rgb) => `rgb(${rgb.map((channel) => Math.round(channel * 255)).join(', ')})`;
