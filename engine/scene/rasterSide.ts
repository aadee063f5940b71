import type { SceneLayer } from './scene.js';

/** Sides of a raster, pixels: a model gives the first of its sizes that is at least as large, or else its largest. */
export const RASTER_SIDES = [256, 1024] as const;
export type RasterSide = (typeof RASTER_SIDES)[number];

/** What every picture is painted at first, and every picture of a morph. */
export const FIRST_SIDE: RasterSide = 256;
/** What is shown large on a large picture. */
export const LARGE_SIDE: RasterSide = 1024;

/** How large a model's rasters are, pixels. */
export interface RasterSizes {
  /** Of `FIRST_SIDE`. */
  rasterSize: number;
  /** Of `LARGE_SIDE`. */
  largeRasterSize: number;
}

interface Size {
  width: number;
  height: number;
}

/** Pixels along the longer edge of a whole picture up to which 256 texels are enough, and of a layer on a larger one. */
const SMALL_PICTURE = 1024;
const SMALL_LAYER = 512;

/**
 * The side of the raster that a layer is drawn from, S-27: still and screen both ask here, so that pictures of one size are
 * made of the same texels.
 * @param canvas  of the work, whose units the layer is placed in
 * @param picture the whole picture, pixels of what it is shown or stored on
 */
export function rasterSide(
  { recipe, placement }: Pick<SceneLayer, 'recipe' | 'placement'>,
  canvas: Size,
  picture: Size,
  { rasterSize, largeRasterSize }: RasterSizes,
): RasterSide {
  if (recipe.kind === 'image' || largeRasterSize <= rasterSize) return FIRST_SIDE;
  if (Math.max(picture.width, picture.height) <= SMALL_PICTURE) return FIRST_SIDE;
  // Multiplied rather than divided, so that no rounding decides.
  const edge = Math.max(placement.width, placement.height) * picture.width;
  return edge > SMALL_LAYER * canvas.width ? LARGE_SIDE : FIRST_SIDE;
}

/** The width of the largest still of a work that is made of first rasters alone: it goes over into a page's picture unseen. */
export function smallPictureWidth({ width, height }: Size): number {
  return Math.floor(SMALL_PICTURE * Math.min(1, width / height));
}
