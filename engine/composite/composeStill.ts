import { createCanvas } from '@napi-rs/canvas';
import { CompositeError } from '../errors/compositeErrors.js';
import type { Raster } from '../scene/raster.js';
import type { Scene } from '../scene/scene.js';
import { stillHeight } from '../scene/stillHeight.js';
import { canvasOf } from './canvasOf.js';
import { composeLayers, type PaintedLayer } from './composeLayers.js';
import { type FinishRow, finishRows } from './finishRows.js';
import { readPixels, writePixels } from './pixels.js';

export interface StillOptions {
  /** Pixels; the height follows from the scene's canvas. */
  width: number;
}

const MAX_WIDTH = 8192;
const MAX_OVERSAMPLED_WIDTH = 2048;

/**
 * The scene as a picture: opaque RGBA, rows from the top. The order is the law that screens keep too, so that both show
 * the same: raster, straight → colour adjustment at the raster's resolution → premultiplied → bilinear placement →
 * opacity → W3C blend on an opaque background → signature → light → palette → grain.
 * @param rasters by token; one for every layer that shows
 * @throws CompositeError when the width is no whole number from 1 to 8192, or a raster is missing
 */
export function composeStill(scene: Scene, rasters: ReadonlyMap<number, Raster>, { width }: StillOptions): Raster {
  if (!Number.isInteger(width) || width < 1 || width > MAX_WIDTH) {
    throw new CompositeError(`the width must be a whole number from 1 to ${MAX_WIDTH}`, { width });
  }
  const layers = scene.layers.filter((layer) => layer.visible && layer.opacity > 0);
  const missing = layers.map(({ token }) => token).filter((token) => !rasters.has(token));
  if (missing.length > 0) {
    throw new CompositeError(`rasters of the tokens ${missing.join(', ')} are missing`, { width, missing });
  }
  const painted = layers.map((layer) => ({ layer, raster: rasters.get(layer.token) as Raster }));
  const size = { width, height: stillHeight(scene, width) };
  const finish = finishRows(scene, size);
  const times = oversampling(painted, width, scene.width);
  if (times === 1) return composeLayers(scene, painted, size, finish);
  const larger = { width: width * times, height: stillHeight(scene, width * times) };
  return finished(reduced(composeLayers(scene, painted, larger, null), size), finish);
}

/**
 * How many times larger to compose and then reduce, so that no raster shrinks below half its size: bilinear sampling
 * would step over texels there. 1 for stills of about the screen's size, where still and screen agree pixel by pixel.
 */
function oversampling(painted: readonly PaintedLayer[], width: number, sceneWidth: number): number {
  const scale = width / sceneWidth;
  const shrinkings = painted.map(({ layer: { placement }, raster }) =>
    Math.max(raster.width / (placement.width * scale), raster.height / (placement.height * scale)),
  );
  const wanted = Math.ceil(Math.max(...shrinkings, 1) / 2);
  return Math.max(1, Math.min(wanted, Math.floor(MAX_OVERSAMPLED_WIDTH / width)));
}

function reduced(composed: Raster, { width, height }: { width: number; height: number }): Raster {
  const smaller = createCanvas(width, height);
  const context = smaller.getContext('2d');
  // With mipmaps, so that every composed pixel counts.
  context.imageSmoothingQuality = 'medium';
  context.drawImage(canvasOf(composed), 0, 0, width, height);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

function finished({ width, height, rgba }: Raster, finish: FinishRow): Raster {
  const pixels = new Float64Array(width * 3);
  for (let row = 0; row < height; row++) {
    readPixels(rgba, row * width * 4, pixels);
    finish(pixels, row);
    writePixels(pixels, rgba, row * width * 4);
  }
  return { width, height, rgba };
}
