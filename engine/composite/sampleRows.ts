import type { Raster } from '../scene/raster.js';
import type { ColourAdjustment, Placement, Rgb, SceneLayer } from '../scene/scene.js';
import { adjustColour, isNeutral } from './colour/adjustColour.js';

/** A row of a picture's pixels as a placed raster covers them. */
export interface SampledRow {
  /** Premultiplied red, green, blue and alpha of each of the picture's columns, 0…1. Only those between `from` and `to` are of this row. */
  values: Float32Array;
  from: number;
  /** Exclusive; not beyond `from` where nothing is covered. */
  to: number;
}

/** Canvas pixels per pixel of the picture. */
export interface Scale {
  across: number;
  down: number;
}

/**
 * Samples a placed raster row by row, bilinearly: its colours adjusted at its own resolution, then multiplied by alpha,
 * then mixed. A pixel is covered when its centre lies in the placed raster; the
 * raster's outermost texels reach to its edge.
 * @param width of the picture, pixels
 * @returns gives a row by its number, from the top; what it gives is good until the next
 */
export function sampleRows(
  raster: Raster,
  { placement, colour }: Pick<SceneLayer, 'placement' | 'colour'>,
  scale: Scale,
  width: number,
): (row: number) => SampledRow {
  return placement.rotation % 360 === 0
    ? sampleUprightRows(raster, colour, placement, scale, width)
    : sampleTurnedRows(raster, colour, placement, scale, width);
}

/** Every row lies between two of the raster's, each of which is stretched across once. */
function sampleUprightRows(
  raster: Raster,
  colour: ColourAdjustment,
  placement: Placement,
  scale: Scale,
  width: number,
) {
  const columns = columnsOf(raster, placement, scale, width);
  const texels = new Float32Array(raster.width * 4);
  const upper = createStretched(width);
  const lower = createStretched(width);
  let [above, below] = [upper, lower];
  const sampled: SampledRow = { values: new Float32Array(width * 4), from: 0, to: 0 };
  return (row: number): SampledRow => {
    const v = (((row + 0.5) * scale.down - placement.y) / placement.height + 0.5) * raster.height;
    sampled.to = sampled.from;
    if (v < 0 || v > raster.height) return sampled;
    const top = Math.floor(v - 0.5);
    const share = v - 0.5 - top;
    const [first, second] = [Math.max(top, 0), Math.min(top + 1, raster.height - 1)];
    if (below.line === first) [above, below] = [below, above];
    for (const [line, into] of [
      [first, above],
      [second, below],
    ] as const) {
      if (into.line === line) continue;
      readLine(raster, colour, line, texels, 0);
      stretch(texels, columns, line, into);
    }
    sampled.from = Math.min(above.from, below.from);
    sampled.to = Math.max(above.to, below.to);
    const [a, b, out] = [above.values, below.values, sampled.values];
    for (let i = sampled.from * 4; i < sampled.to * 4; i++) {
      out[i] = at(a, i) + (at(b, i) - at(a, i)) * share;
    }
    return sampled;
  };
}

/** Where the picture's columns lie in the raster's rows. */
interface Columns {
  from: number;
  to: number;
  /** Of each column the two texels it lies between, as offsets into a row of values, and how near the second it is. */
  left: Int32Array;
  right: Int32Array;
  share: Float32Array;
}

function columnsOf(raster: Raster, placement: Placement, scale: Scale, width: number): Columns {
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const share = new Float32Array(width);
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

/** A row of the raster at the picture's columns; between `from` and `to` is all of it that is not transparent. */
interface Stretched {
  line: number;
  values: Float32Array;
  from: number;
  to: number;
}

const createStretched = (width: number): Stretched => ({
  line: -1,
  values: new Float32Array(width * 4),
  from: 0,
  to: 0,
});

function stretch(values: Float32Array, columns: Columns, line: number, into: Stretched) {
  const out = into.values;
  let [from, to] = [columns.to, columns.from];
  for (let column = columns.from; column < columns.to; column++) {
    const a = columns.left[column] as number;
    const b = columns.right[column] as number;
    const share = at(columns.share, column);
    const i = column * 4;
    out[i] = at(values, a) + (at(values, b) - at(values, a)) * share;
    out[i + 1] = at(values, a + 1) + (at(values, b + 1) - at(values, a + 1)) * share;
    out[i + 2] = at(values, a + 2) + (at(values, b + 2) - at(values, a + 2)) * share;
    const alpha = at(values, a + 3) + (at(values, b + 3) - at(values, a + 3)) * share;
    out[i + 3] = alpha;
    if (alpha > 0) {
      if (column < from) from = column;
      to = column + 1;
    }
  }
  into.line = line;
  into.from = from;
  into.to = to;
}

function sampleTurnedRows(raster: Raster, colour: ColourAdjustment, placement: Placement, scale: Scale, width: number) {
  const { width: columns, height } = raster;
  const values = new Float32Array(raster.rgba.length);
  for (let line = 0; line < height; line++) readLine(raster, colour, line, values, line * columns * 4);
  const radians = (-placement.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const perAcross = (placement.mirror ? -columns : columns) / placement.width;
  const perDown = height / placement.height;
  // One pixel to the right moves so far in the raster, texels.
  const [uStep, vStep] = [scale.across * cos * perAcross, scale.across * sin * perDown];
  const sampled: SampledRow = { values: new Float32Array(width * 4), from: 0, to: 0 };
  return (row: number): SampledRow => {
    const dx = 0.5 * scale.across - placement.x;
    const dy = (row + 0.5) * scale.down - placement.y;
    const uStart = (dx * cos - dy * sin) * perAcross + columns / 2;
    const vStart = (dx * sin + dy * cos) * perDown + height / 2;
    sampled.from = width;
    sampled.to = 0;
    for (let column = 0; column < width; column++) {
      const u = uStart + column * uStep;
      const v = vStart + column * vStep;
      if (u < 0 || u > columns || v < 0 || v > height) continue;
      sampled.from = Math.min(sampled.from, column);
      sampled.to = column + 1;
      const left = Math.floor(u - 0.5);
      const top = Math.floor(v - 0.5);
      const x0 = Math.max(left, 0) * 4;
      const x1 = Math.min(left + 1, columns - 1) * 4;
      const y0 = Math.max(top, 0) * columns * 4;
      const y1 = Math.min(top + 1, height - 1) * columns * 4;
      const [right, down] = [u - 0.5 - left, v - 0.5 - top];
      for (let channel = 0; channel < 4; channel++) {
        const [a, b] = [at(values, y0 + x0 + channel), at(values, y0 + x1 + channel)];
        const [c, d] = [at(values, y1 + x0 + channel), at(values, y1 + x1 + channel)];
        const upper = a + (b - a) * right;
        const lower = c + (d - c) * right;
        sampled.values[column * 4 + channel] = upper + (lower - upper) * down;
      }
    }
    return sampled;
  };
}

/** Reads a line of a raster: adjusted, premultiplied, 0…1. */
function readLine({ width, rgba }: Raster, colour: ColourAdjustment, line: number, into: Float32Array, offset: number) {
  const neutral = isNeutral(colour);
  for (let i = line * width * 4, to = offset; i < (line + 1) * width * 4; i += 4, to += 4) {
    const alpha = (rgba[i + 3] as number) / 255;
    into[to + 3] = alpha;
    if (neutral || alpha === 0) {
      into[to] = ((rgba[i] as number) / 255) * alpha;
      into[to + 1] = ((rgba[i + 1] as number) / 255) * alpha;
      into[to + 2] = ((rgba[i + 2] as number) / 255) * alpha;
    } else {
      const straight: Rgb = [(rgba[i] as number) / 255, (rgba[i + 1] as number) / 255, (rgba[i + 2] as number) / 255];
      const [r, g, b] = adjustColour(straight, colour);
      into[to] = r * alpha;
      into[to + 1] = g * alpha;
      into[to + 2] = b * alpha;
    }
  }
}

/** For one type of array alone: with a second one the engine would ask at every texel which it is. */
const at = (values: Float32Array, i: number) => values[i] as number;
