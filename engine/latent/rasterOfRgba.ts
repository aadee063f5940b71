import type { Raster } from '../scene/raster.js';

/**
 * A network's picture as a raster.
 * @param rgba [4, size, size], premultiplied, −1…1; what lies outside is clipped
 * @param opaque whether the class has no transparent ground: alpha is then 255 everywhere
 */
export function rasterOfRgba(rgba: Float32Array, size: number, opaque: boolean): Raster {
  const plane = size * size;
  // Rounds and clips what is assigned to it.
  const pixels = new Uint8ClampedArray(plane * 4);
  for (let i = 0; i < plane; i++) {
    const alpha = Math.min(1, at(rgba, 3 * plane + i));
    pixels[i * 4 + 3] = opaque ? 255 : alpha * 255;
    // Of a pixel that is not there the colour is not kept, so that equal pictures have equal bytes.
    if (alpha <= 0 || pixels[i * 4 + 3] === 0) continue;
    const scale = 255 / alpha;
    pixels[i * 4] = at(rgba, i) * scale;
    pixels[i * 4 + 1] = at(rgba, plane + i) * scale;
    pixels[i * 4 + 2] = at(rgba, 2 * plane + i) * scale;
  }
  return { width: size, height: size, rgba: pixels };
}

/** −1…1 to 0…1. */
function at(values: Float32Array, index: number): number {
  return ((values[index] as number) + 1) / 2;
}
