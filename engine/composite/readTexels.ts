import type { Raster } from '../scene/raster.js';
import type { SceneLayer } from '../scene/scene.js';
import { adjustTexels } from './colour/adjustColour.js';
import { edgeShare } from './colour/fadeEdges.js';

/** A raster and what is done to it at its own resolution. */
export interface LayerTexels extends Pick<SceneLayer, 'colour'> {
  raster: Raster;
  /** Of every column, how much of its alpha the fade leaves. */
  across: Float64Array;
  /** Of every line. */
  down: Float64Array;
}

export function layerTexels(
  raster: Raster,
  { placement, colour }: Pick<SceneLayer, 'placement' | 'colour'>,
): LayerTexels {
  const shares = (size: number) => Float64Array.from({ length: size }, (_, at) => edgeShare(at, size, placement.fade));
  return { raster, colour, across: shares(raster.width), down: shares(raster.height) };
}

/**
 * Reads a line of a raster: its colours adjusted, its edges faded, and then multiplied by alpha.
 * @param line from the top
 * @param into takes red, green, blue and alpha of every texel, 0…1
 */
export function readTexels({ raster, colour, across, down }: LayerTexels, line: number, into: Float64Array): void {
  const { width, rgba } = raster;
  const share = of(down, line);
  for (let from = line * width * 4, i = 0; i < width * 4; i += 4, from += 4) {
    const alpha = rgba[from + 3] as number;
    into[i + 3] = alpha * UNIT * share * of(across, i >> 2);
    into[i] = alpha === 0 ? 0 : (rgba[from] as number) * UNIT;
    into[i + 1] = alpha === 0 ? 0 : (rgba[from + 1] as number) * UNIT;
    into[i + 2] = alpha === 0 ? 0 : (rgba[from + 2] as number) * UNIT;
  }
  adjustTexels(into, colour);
  for (let i = 0; i < width * 4; i += 4) {
    const alpha = of(into, i + 3);
    if (alpha === 0 || alpha === 1) continue;
    into[i] = of(into, i) * alpha;
    into[i + 1] = of(into, i + 1) * alpha;
    into[i + 2] = of(into, i + 2) * alpha;
  }
}

const UNIT = 1 / 255;

const of = (values: Float64Array, i: number) => values[i] as number;
