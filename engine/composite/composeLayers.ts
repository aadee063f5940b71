import type { Raster } from '../scene/raster.js';
import type { Rgb } from '../scene/rgb.js';
import type { Scene, SceneLayer } from '../scene/scene.js';
import type { Blend } from './blend/blend.js';
import { BLENDS } from './blend/blendModes.js';
import type { FinishRow } from './finishRows.js';
import { writePixels } from './pixels.js';
import type { SampledRow } from './sampledRow.js';
import { sampleRows } from './sampleRows.js';

/** A layer that shows, with its picture. */
export interface PaintedLayer {
  layer: SceneLayer;
  raster: Raster;
}

/**
 * Composes layers over the scene's background by the standard's formulas, in floating point from the first layer to the
 * last and rounded once: W3C Compositing and Blending Level 1, §10.1, on an opaque backdrop. Row by row, so that it needs
 * no memory but the picture's and the rasters'.
 * @param size   pixels
 * @param finish what is laid over every composed row, if anything
 */
export function composeLayers(
  scene: Scene,
  painted: readonly PaintedLayer[],
  size: { width: number; height: number },
  finish: FinishRow | null,
): Raster {
  const { width, height } = size;
  const scale = { across: scene.width / width, down: scene.height / height };
  const layers = painted.map(({ layer, raster }) => ({
    rowAt: sampleRows(raster, layer, scale, width),
    blend: BLENDS[layer.blend],
    opacity: layer.opacity,
  }));
  const rgba = new Uint8ClampedArray(width * height * 4);
  const pixels = new Float64Array(width * 3);
  for (let row = 0; row < height; row++) {
    // From the top layer down: what a row of paint hides needs not be painted.
    const rows: [SampledRow, LayerRows][] = [];
    for (const layer of layers.toReversed()) {
      const source = layer.rowAt(row);
      rows.push([source, layer]);
      if (hidesAll(source, layer, width)) break;
    }
    fill(pixels, scene.background);
    for (const [source, { blend, opacity }] of rows.reverse()) over(pixels, source, blend, opacity);
    finish?.(pixels, row);
    writePixels(pixels, rgba, row * width * 4);
  }
  return { width, height, rgba };
}

/** A layer's rows and how they are laid over what is below. */
interface LayerRows {
  rowAt(row: number): SampledRow;
  blend: Blend;
  opacity: number;
}

function hidesAll({ opaque, from, to }: SampledRow, { blend, opacity }: LayerRows, width: number): boolean {
  return opaque && from === 0 && to === width && blend.mode === 'normal' && opacity === 1;
}

function fill(pixels: Float64Array, [r, g, b]: Rgb) {
  for (let i = 0; i < pixels.length; i += 3) {
    pixels[i] = r;
    pixels[i + 1] = g;
    pixels[i + 2] = b;
  }
}

function over(pixels: Float64Array, source: SampledRow, blend: Blend, opacity: number) {
  if (blend.mode === 'normal') overPlainly(pixels, source, opacity);
  else if (blend.channel) overByChannel(pixels, source, blend.channel, opacity);
  else overByColour(pixels, source, blend, opacity);
}

/** Normal blending needs the source's straight colour no more than its formula does: it is all `source + (1 − α) backdrop`. */
function overPlainly(pixels: Float64Array, source: SampledRow, opacity: number) {
  const { upper, lower, share, from, to, opaque } = source;
  if (opaque && opacity === 1) {
    cover(pixels, source);
    return;
  }
  for (let column = from, s = from * 4, p = from * 3; column < to; column++, s += 4, p += 3) {
    const alpha = mixed(upper, lower, s + 3, share) * opacity;
    if (alpha <= 0) continue;
    const kept = 1 - alpha;
    pixels[p] = at(pixels, p) * kept + mixed(upper, lower, s, share) * opacity;
    pixels[p + 1] = at(pixels, p + 1) * kept + mixed(upper, lower, s + 1, share) * opacity;
    pixels[p + 2] = at(pixels, p + 2) * kept + mixed(upper, lower, s + 2, share) * opacity;
  }
}

/** What is opaque hides what is below. */
function cover(pixels: Float64Array, { upper, lower, share, from, to }: SampledRow) {
  for (let column = from, s = from * 4, p = from * 3; column < to; column++, s += 4, p += 3) {
    pixels[p] = mixed(upper, lower, s, share);
    pixels[p + 1] = mixed(upper, lower, s + 1, share);
    pixels[p + 2] = mixed(upper, lower, s + 2, share);
  }
}

function overByChannel(
  pixels: Float64Array,
  { upper, lower, share, from, to }: SampledRow,
  channel: NonNullable<Blend['channel']>,
  opacity: number,
) {
  for (let column = from, s = from * 4, p = from * 3; column < to; column++, s += 4, p += 3) {
    const alpha = mixed(upper, lower, s + 3, share);
    if (alpha <= 0) continue;
    const weight = alpha * opacity;
    const r = at(pixels, p);
    const g = at(pixels, p + 1);
    const b = at(pixels, p + 2);
    pixels[p] = r + (channel(r, mixed(upper, lower, s, share) / alpha) - r) * weight;
    pixels[p + 1] = g + (channel(g, mixed(upper, lower, s + 1, share) / alpha) - g) * weight;
    pixels[p + 2] = b + (channel(b, mixed(upper, lower, s + 2, share) / alpha) - b) * weight;
  }
}

function overByColour(
  pixels: Float64Array,
  { upper, lower, share, from, to }: SampledRow,
  { blend }: Blend,
  opacity: number,
) {
  for (let column = from, s = from * 4, p = from * 3; column < to; column++, s += 4, p += 3) {
    const alpha = mixed(upper, lower, s + 3, share);
    if (alpha <= 0) continue;
    const weight = alpha * opacity;
    const r = at(pixels, p);
    const g = at(pixels, p + 1);
    const b = at(pixels, p + 2);
    const source: Rgb = [
      mixed(upper, lower, s, share) / alpha,
      mixed(upper, lower, s + 1, share) / alpha,
      mixed(upper, lower, s + 2, share) / alpha,
    ];
    const blended = blend([r, g, b], source);
    pixels[p] = r + (blended[0] - r) * weight;
    pixels[p + 1] = g + (blended[1] - g) * weight;
    pixels[p + 2] = b + (blended[2] - b) * weight;
  }
}

const mixed = (upper: Float64Array, lower: Float64Array, i: number, share: number) =>
  at(upper, i) + (at(lower, i) - at(upper, i)) * share;

const at = (values: Float64Array, i: number) => values[i] as number;
