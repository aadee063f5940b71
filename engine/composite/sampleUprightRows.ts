import type { Raster } from '../scene/raster.js';
import type { Placement, SceneLayer } from '../scene/scene.js';
import { layerTexels, readTexels } from './readTexels.js';
import type { SampledRow, Scale } from './sampledRow.js';

/** `sampleRows` without rotation: every row lies between two of the raster's lines, each of which is stretched across once. */
export function sampleUprightRows(
  raster: Raster,
  layer: Pick<SceneLayer, 'placement' | 'colour'>,
  scale: Scale,
  width: number,
): (row: number) => SampledRow {
  const { placement } = layer;
  const columns = columnsOf(raster, placement, scale, width);
  const texels = layerTexels(raster, layer);
  const values = new Float64Array(raster.width * 4);
  let [above, below] = [createStretched(width), createStretched(width)];
  const sampled: SampledRow = { upper: above.values, lower: below.values, share: 0, from: 0, to: 0, opaque: false };
  return (row) => {
    const v = (((row + 0.5) * scale.down - placement.y) / placement.height + 0.5) * raster.height;
    sampled.to = sampled.from;
    if (v < 0 || v > raster.height) return sampled;
    const top = Math.floor(v - 0.5);
    const [first, second] = [Math.max(top, 0), Math.min(top + 1, raster.height - 1)];
    if (below.line === first) [above, below] = [below, above];
    for (const [line, into] of [
      [first, above],
      [second, below],
    ] as const) {
      if (into.line === line) continue;
      readTexels(texels, line, values);
      stretch(values, columns, line, into);
    }
    sampled.upper = above.values;
    sampled.lower = below.values;
    sampled.share = v - 0.5 - top;
    sampled.from = Math.min(above.from, below.from);
    sampled.to = Math.max(above.to, below.to);
    sampled.opaque = above.opaque && below.opaque;
    return sampled;
  };
}

/** Where the picture's columns lie in the raster's lines. */
interface Columns {
  from: number;
  to: number;
  /** Of each column the two texels it lies between, as offsets into a line of values, and how near the second it is. */
  left: Int32Array;
  right: Int32Array;
  share: Float64Array;
}

function columnsOf(raster: Raster, placement: Placement, scale: Scale, width: number): Columns {
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const share = new Float64Array(width);
  let [from, to] = [width, 0];
  for (let column = 0; column < width; column++) {
    const across = ((column + 0.5) * scale.across - placement.x) / placement.width;
    const u = ((placement.mirror ? -across : across) + 0.5) * raster.width;
    if (u < 0 || u > raster.width) continue;
    from = Math.min(from, column);
    to = column + 1;
    const first = Math.floor(u - 0.5);
    left[column] = Math.max(first, 0) * 4;
    right[column] = Math.min(first + 1, raster.width - 1) * 4;
    share[column] = u - 0.5 - first;
  }
  return { from, to, left, right, share };
}

/** A line of the raster at the picture's columns; between `from` and `to` is all of it that is not transparent. */
interface Stretched {
  line: number;
  values: Float64Array;
  from: number;
  to: number;
  /** Whether every column that the raster reaches is. */
  opaque: boolean;
}

const createStretched = (width: number): Stretched => ({
  line: -1,
  values: new Float64Array(width * 4),
  from: 0,
  to: 0,
  opaque: false,
});

function stretch(texels: Float64Array, columns: Columns, line: number, into: Stretched) {
  const out = into.values;
  const { left, right, share: shares } = columns;
  let from = out.length;
  let to = 0;
  let opaque = true;
  for (let column = columns.from, i = columns.from * 4; column < columns.to; column++, i += 4) {
    const a = left[column] as number;
    const b = right[column] as number;
    const near = at(texels, a + 3);
    const far = at(texels, b + 3);
    if (near === 0 && far === 0) {
      out[i] = 0;
      out[i + 1] = 0;
      out[i + 2] = 0;
      out[i + 3] = 0;
      opaque = false;
      continue;
    }
    const share = at(shares, column);
    const red = at(texels, a);
    const green = at(texels, a + 1);
    const blue = at(texels, a + 2);
    out[i] = red + (at(texels, b) - red) * share;
    out[i + 1] = green + (at(texels, b + 1) - green) * share;
    out[i + 2] = blue + (at(texels, b + 2) - blue) * share;
    out[i + 3] = near + (far - near) * share;
    if (near < 1 || far < 1) opaque = false;
    if (column < from) from = column;
    to = column + 1;
  }
  into.line = line;
  into.from = from;
  into.to = to;
  into.opaque = opaque;
}

const at = (values: Float64Array, i: number) => values[i] as number;
