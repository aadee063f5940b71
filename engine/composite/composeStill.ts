import { type Canvas, createCanvas, type GlobalCompositeOperation, ImageData } from '@napi-rs/canvas';
import { CompositeError } from '../errors/compositeErrors.js';
import type { BlendMode } from '../scene/manifest.js';
import type { Raster } from '../scene/raster.js';
import type { Rgb, Scene, SceneLayer } from '../scene/scene.js';
import { adjustRaster } from './adjustRaster.js';

export interface StillOptions {
  /** Pixels; the height follows from the scene's canvas. */
  width: number;
}

const MAX_WIDTH = 8192;
const MAX_OVERSAMPLED_WIDTH = 2048;
const WEBP_QUALITY = 90;

/**
 * The scene as a picture, WebP. The order is the law that screens keep too, so that both show the same: raster, straight
 * → colour adjustment at the raster's resolution → premultiplied → bilinear placement → opacity → W3C blend on an opaque
 * background → grade.
 * @param rasters by token; one for every layer that shows
 * @throws CompositeError when the width is no whole number from 1 to 8192, or a raster is missing
 */
export function composeStill(scene: Scene, rasters: ReadonlyMap<number, Raster>, options: StillOptions) {
  return composeCanvas(scene, rasters, options).encode('webp', WEBP_QUALITY);
}

/** The same before it is encoded: opaque RGBA, rows from the top. */
export function composePixels(scene: Scene, rasters: ReadonlyMap<number, Raster>, options: StillOptions): Raster {
  const canvas = composeCanvas(scene, rasters, options);
  const { width, height } = canvas;
  return { width, height, rgba: canvas.getContext('2d').getImageData(0, 0, width, height).data };
}

function composeCanvas(scene: Scene, rasters: ReadonlyMap<number, Raster>, { width }: StillOptions): Canvas {
  if (!Number.isInteger(width) || width < 1 || width > MAX_WIDTH) {
    throw new CompositeError(`the width must be a whole number from 1 to ${MAX_WIDTH}`, { width });
  }
  const layers = scene.layers.filter((layer) => layer.visible && layer.opacity > 0);
  const missing = layers.map(({ token }) => token).filter((token) => !rasters.has(token));
  if (missing.length > 0) {
    throw new CompositeError(`rasters of the tokens ${missing.join(', ')} are missing`, { width, missing });
  }
  const painted = layers.map((layer) => ({ layer, raster: rasters.get(layer.token) as Raster }));
  const factor = oversampling(painted, width, scene.width);
  return reduced(paintCanvas(scene, painted, width * factor), scene, width);
}

interface PaintedLayer {
  layer: SceneLayer;
  raster: Raster;
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

function paintCanvas(scene: Scene, painted: readonly PaintedLayer[], width: number): Canvas {
  const canvas = createCanvas(width, heightFor(scene, width));
  const context = canvas.getContext('2d');
  context.fillStyle = cssColour(scene.background);
  context.fillRect(0, 0, canvas.width, canvas.height);
  // Bilinear, as a screen's texture unit samples.
  context.imageSmoothingQuality = 'low';
  for (const { layer, raster } of painted) {
    const { x, y, width, height, rotation, mirror } = layer.placement;
    context.setTransform(canvas.width / scene.width, 0, 0, canvas.height / scene.height, 0, 0);
    context.translate(x, y);
    context.rotate((rotation * Math.PI) / 180);
    context.scale(mirror ? -1 : 1, 1);
    context.globalAlpha = layer.opacity;
    context.globalCompositeOperation = compositeOperation(layer.blend);
    context.drawImage(pictureOf(adjustRaster(raster, layer.colour)), -width / 2, -height / 2, width, height);
  }
  context.resetTransform();
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'multiply';
  context.fillStyle = cssColour(scene.grade);
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

function reduced(canvas: Canvas, scene: Scene, width: number): Canvas {
  if (canvas.width === width) return canvas;
  const smaller = createCanvas(width, heightFor(scene, width));
  const context = smaller.getContext('2d');
  // With mipmaps, so that every composed pixel counts.
  context.imageSmoothingQuality = 'medium';
  context.drawImage(canvas, 0, 0, smaller.width, smaller.height);
  return smaller;
}

function pictureOf({ width, height, rgba }: Raster): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}

const heightFor = (scene: Scene, width: number) => Math.max(1, Math.round((width * scene.height) / scene.width));

const compositeOperation = (mode: BlendMode): GlobalCompositeOperation => (mode === 'normal' ? 'source-over' : mode);

const cssColour = (rgb: Rgb) => `rgb(${rgb.map((channel) => Math.round(channel * 255)).join(', ')})`;
