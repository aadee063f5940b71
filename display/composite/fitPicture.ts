/** A part of a work, in fractions of its width and height from its top left; it may reach beyond the work. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Which part of a work is shown, by the size of its canvas: works of other shapes are cropped otherwise. */
export type CropOf = (canvas: { width: number; height: number }) => Crop;

export const whole: CropOf = () => ({ x: 0, y: 0, width: 1, height: 1 });

/** Where a canvas lies in a picture. Device pixels, whole ones. */
export interface Fit {
  /** The whole picture; larger than the canvas where that shows a part of it. */
  wholeWidth: number;
  wholeHeight: number;
  /** Of the canvas in the picture; below 0 where there is ground beside it. */
  left: number;
  top: number;
}

interface Size {
  width: number;
  height: number;
}

/**
 * The picture at the largest size at which the canvas holds its crop whole, in the middle.
 * @param work only its aspect matters
 * @param canvas device pixels
 */
export function fitPicture(work: Size, crop: Crop, canvas: Size): Fit {
  const [cropWidth, cropHeight] = [work.width * crop.width, work.height * crop.height];
  const scale = Math.min(canvas.width / cropWidth, canvas.height / cropHeight);
  const across = along(work.width * scale, crop.x, crop.width, canvas.width);
  const down = along(work.height * scale, crop.y, crop.height, canvas.height);
  return { wholeWidth: across.whole, left: across.start, wholeHeight: down.whole, top: down.start };
}

/** One dimension of it. A picture that misses the canvas by less than a pixel fills it: no line of ground beside it. */
function along(length: number, start: number, share: number, canvas: number): { whole: number; start: number } {
  const isFull = Math.abs(length * share - canvas) < 1;
  const whole = Math.max(1, Math.round(isFull ? canvas / share : length));
  return { whole, start: Math.round(start * whole - (isFull ? 0 : (canvas - whole * share) / 2)) };
}
