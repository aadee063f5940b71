/** A layer's picture before colour and placement. */
export interface Raster {
  width: number;
  height: number;
  /** Straight (not premultiplied) sRGB with alpha, 4 bytes a pixel, rows from the top. */
  rgba: Uint8ClampedArray;
}
