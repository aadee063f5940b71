import type { Raster } from '../scene/raster.js';
import type { SceneLayer } from '../scene/scene.js';
import { layerTexels, readTexels } from './readTexels.js';
import type { SampledRow, Scale } from './sampledRow.js';

/** `sampleRows` with rotation: every pixel lies between four texels. */
export function sampleTurnedRows(
  raster: Raster,
  layer: Pick<SceneLayer, 'placement' | 'colour'>,
  scale: Scale,
  width: number,
): (row: number) => SampledRow {
  const { width: columns, height } = raster;
  const { placement } = layer;
  const texels = texelsOf(raster, layer);
  const radians = (-placement.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const perAcross = (placement.mirror ? -columns : columns) / placement.width;
  const perDown = height / placement.height;
  // One pixel to the right moves so far in the raster, texels.
  const [uStep, vStep] = [scale.across * cos * perAcross, scale.across * sin * perDown];
  const values = new Float64Array(width * 4);
  const sampled: SampledRow = { upper: values, lower: values, share: 0, from: 0, to: 0, opaque: false };
  return (row) => {
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
        const [a, b] = [at(texels, y0 + x0 + channel), at(texels, y0 + x1 + channel)];
        const [c, d] = [at(texels, y1 + x0 + channel), at(texels, y1 + x1 + channel)];
        const upper = a + (b - a) * right;
        const lower = c + (d - c) * right;
        values[column * 4 + channel] = upper + (lower - upper) * down;
      }
    }
    return sampled;
  };
}

/** The whole raster, adjusted, faded and premultiplied: a row of the picture may cross all of its lines. */
function texelsOf(raster: Raster, layer: Pick<SceneLayer, 'placement' | 'colour'>): Float32Array {
  const read = layerTexels(raster, layer);
  const texels = new Float32Array(raster.rgba.length);
  const line = new Float64Array(raster.width * 4);
  for (let i = 0; i < raster.height; i++) {
    readTexels(read, i, line);
    texels.set(line, i * line.length);
  }
  return texels;
}

const at = (texels: Float32Array, i: number) => texels[i] as number;
