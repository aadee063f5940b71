import type { Raster } from '../scene/raster.js';

/**
 * A network's picture as a raster.
 * @param rgba [4, size, size], premultiplied, −1…1; what lies outside is clipped
 * @param opaque whether the class has no transparent ground: alpha is then 255 everywhere
 */
export function rasterOfRgba(rgba: Float32Array, size: number, opaque: boolean): Raster {
  const plane = size * size;
  const pixels = new Uint8ClampedArray(plane * 4);
  for (let i = 0; i < plane; i++) {
    const alpha = unit(rgba[3 * plane + i]);
    const alphaByte = opaque ? 255 : Math.round(alpha * 255);
    // Of a pixel that is not there the colour is not kept, so that equal pictures have equal bytes.
    if (alphaByte === 0 || alpha === 0) {
      pixels[i * 4 + 3] = alphaByte;
      continue;
    }
    for (let channel = 0; channel < 3; channel++) {
      pixels[i * 4 + channel] = Math.round((unit(rgba[channel * plane + i]) / alpha) * 255);
    }
    pixels[i * 4 + 3] = alphaByte;
  }
  return { width: size, height: size, rgba: pixels };
}

/** −1…1 to 0…1, clipped. */
function unit(value = -1): number {
  return Math.min(1, Math.max(0, (value + 1) / 2));
}
