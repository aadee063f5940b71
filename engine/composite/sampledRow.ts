/**
 * A row of a picture's pixels as a placed raster covers them: `upper + (lower − upper) × share`, left to whoever lays it
 * over the picture, so that a pixel is mixed and blended in one go.
 */
export interface SampledRow {
  /** Premultiplied red, green, blue and alpha of each of the picture's columns, 0…1. Only those between `from` and `to` are of this row. */
  upper: Float64Array;
  lower: Float64Array;
  /** How near the lower is. */
  share: number;
  from: number;
  /** Exclusive; not beyond `from` where nothing is covered. */
  to: number;
  /** Whether nothing shines through between `from` and `to`. */
  opaque: boolean;
}

/** Canvas pixels per pixel of the picture. */
export interface Scale {
  across: number;
  down: number;
}
