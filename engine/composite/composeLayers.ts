import type { Raster } from '../scene/raster.js';
import type { Rgb, Scene, SceneLayer } from '../scene/scene.js';
import type { Blend } from './blend/blend.js';
import { BLENDS } from './blend/blendModes.js';
import { type SampledRow, sampleRows } from './sampleRows.js';

/** A layer that shows, with its picture. */
export interface PaintedLayer {
  layer: SceneLayer;
  raster: Raster;
}

/**
 * Composes layers over the scene's background by the standard's formulas, in floating point from the first layer to the
 * last and rounded once: W3C Compositing and Blending Level 1, §10.1, on an opaque backdrop. Row by row, so that it needs
 * no memory but the picture's and the rasters'.
 * @param width  pixels
 * @param height pixels
 */
export function composeLayers(scene: Scene, painted: readonly PaintedLayer[], width: number, height: number): Raster {
  const scale = { across: scene.width / width, down: scene.height / height };
  const layers = painted.map(({ layer, raster }) => ({
    rowAt: sampleRows(raster, layer, scale, width),
    blend: BLENDS[layer.blend],
    opacity: layer.opacity,
  }));
  const rgba = new Uint8ClampedArray(width * height * 4);
  const pixels = new Float32Array(width * 3);
  for (let row = 0; row < height; row++) {
    fill(pixels, scene.background);
    for (const { rowAt, blend, opacity } of layers) over(pixels, rowAt(row), blend, opacity);
    for (let i = 0, from = 0, to = row * width * 4; i < width; i++, from += 3, to += 4) {
      rgba[to] = at(pixels, from) * 255;
      rgba[to + 1] = at(pixels, from + 1) * 255;
      rgba[to + 2] = at(pixels, from + 2) * 255;
      rgba[to + 3] = 255;
    }
  }
  return { width, height, rgba };
}

function fill(pixels: Float32Array, [r, g, b]: Rgb) {
  for (let i = 0; i < pixels.length; i += 3) {
    pixels[i] = r;
    pixels[i + 1] = g;
    pixels[i + 2] = b;
  }
}

function over(pixels: Float32Array, source: SampledRow, blend: Blend, opacity: number) {
  if (blend.mode === 'normal') overPlainly(pixels, source, opacity);
  else if (blend.channel) overByChannel(pixels, source, blend.channel, opacity);
  else overByColour(pixels, source, blend, opacity);
}

/** Normal blending needs the source's straight colour no more than its formula does: it is all `source + (1 − α) backdrop`. */
function overPlainly(pixels: Float32Array, { values, from, to }: SampledRow, opacity: number) {
  for (let column = from, s = from * 4, p = from * 3; column < to; column++, s += 4, p += 3) {
    const kept = 1 - at(values, s + 3) * opacity;
    pixels[p] = at(pixels, p) * kept + at(values, s) * opacity;
    pixels[p + 1] = at(pixels, p + 1) * kept + at(values, s + 1) * opacity;
    pixels[p + 2] = at(pixels, p + 2) * kept + at(values, s + 2) * opacity;
  }
}

function overByChannel(
  pixels: Float32Array,
  { values, from, to }: SampledRow,
  channel: NonNullable<Blend['channel']>,
  opacity: number,
) {
  for (let column = from, s = from * 4, p = from * 3; column < to; column++, s += 4, p += 3) {
    const alpha = at(values, s + 3);
    if (alpha <= 0) continue;
    const share = alpha * opacity;
    const [r, g, b] = [at(pixels, p), at(pixels, p + 1), at(pixels, p + 2)];
    pixels[p] = r + (channel(r, at(values, s) / alpha) - r) * share;
    pixels[p + 1] = g + (channel(g, at(values, s + 1) / alpha) - g) * share;
    pixels[p + 2] = b + (channel(b, at(values, s + 2) / alpha) - b) * share;
  }
}

function overByColour(pixels: Float32Array, { values, from, to }: SampledRow, { blend }: Blend, opacity: number) {
  for (let column = from, s = from * 4, p = from * 3; column < to; column++, s += 4, p += 3) {
    const alpha = at(values, s + 3);
    if (alpha <= 0) continue;
    const share = alpha * opacity;
    const [r, g, b] = [at(pixels, p), at(pixels, p + 1), at(pixels, p + 2)];
    const source: Rgb = [at(values, s) / alpha, at(values, s + 1) / alpha, at(values, s + 2) / alpha];
    const blended = blend([r, g, b], source);
    pixels[p] = r + (blended[0] - r) * share;
    pixels[p + 1] = g + (blended[1] - g) * share;
    pixels[p + 2] = b + (blended[2] - b) * share;
  }
}

const at = (values: Float32Array, i: number) => values[i] as number;
