/**
 * Writes a row of a picture, rounded: opaque.
 * @param pixels red, green and blue of each, 0…1
 * @param at     where in the bytes the row begins
 */
export function writePixels(pixels: Float64Array, rgba: Uint8ClampedArray, at: number): void {
  for (let from = 0, to = at; from < pixels.length; from += 3, to += 4) {
    rgba[to] = (pixels[from] as number) * 255;
    rgba[to + 1] = (pixels[from + 1] as number) * 255;
    rgba[to + 2] = (pixels[from + 2] as number) * 255;
    rgba[to + 3] = 255;
  }
}

/** Reads such a row. */
export function readPixels(rgba: Uint8ClampedArray, at: number, pixels: Float64Array): void {
  for (let to = 0, from = at; to < pixels.length; to += 3, from += 4) {
    pixels[to] = (rgba[from] as number) / 255;
    pixels[to + 1] = (rgba[from + 1] as number) / 255;
    pixels[to + 2] = (rgba[from + 2] as number) / 255;
  }
}
