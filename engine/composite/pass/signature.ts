import type { Rgb } from '../../scene/rgb.js';
import type { Signature } from '../../scene/scene.js';
import { layOutFormula, type PenStroke } from './layOutFormula.js';
import { luminance } from './luminance.js';

/** How much of the signature's paint covers each pixel of a rectangle of the picture. */
export interface SignatureMask {
  /** Of the rectangle, pixels of the picture from its top left. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** 0…255, rows from the top. */
  coverage: Uint8Array;
}

/** A size in pixels. */
interface Size {
  width: number;
  height: number;
}

/** Of the canvas's shorter edge: how high capitals are, and how far the signature stays from the edges. */
const CAPITALS = 0.017;
const MARGIN = 0.028;
/** The most of the canvas's width it takes; a longer formula is written smaller. */
const MOST_WIDTH = 0.42;
/** The paint covers what is under it by so much, as thin paint does. */
const BODY = 0.82;
const LIGHT_PAINT: Rgb = [0.95, 0.88, 0.74];
const DARK_PAINT: Rgb = [0.11, 0.085, 0.09];

/**
 * A colour under the signature: written in light paint over darks and in dark paint over lights.
 * @param coverage of the pixel by the mask, 0…1
 */
export function signColour(rgb: Rgb, coverage: number): Rgb {
  const t = smoothstep(0.45, 0.65, luminance(rgb));
  const share = coverage * BODY;
  return rgb.map((channel, i) => {
    const paint = (LIGHT_PAINT[i] as number) + ((DARK_PAINT[i] as number) - (LIGHT_PAINT[i] as number)) * t;
    return channel + (paint - channel) * share;
  }) as unknown as Rgb;
}

/**
 * The signature as it falls on the pixels of a picture. Drawn for the very pixels, so that it is as sharp at every size
 * and never resampled, and with additions, multiplications and square roots alone, which every machine rounds alike.
 * @param canvas the scene's size, canvas pixels
 * @param picture of the same aspect
 */
export function signatureMask({ corner, formula }: Signature, canvas: Size, picture: Size): SignatureMask {
  const { strokes, left, right, top, bottom } = layOutFormula(formula);
  const edge = Math.min(canvas.width, canvas.height);
  const unit = Math.min(CAPITALS * edge, (MOST_WIDTH * canvas.width) / (right - left));
  const [across, down] = corner.split('-').reverse() as ['left' | 'right', 'top' | 'bottom'];
  const margin = MARGIN * edge;
  // The formula's origin on the canvas, its y axis pointing up.
  const originX = across === 'left' ? margin - left * unit : canvas.width - margin - right * unit;
  const originY = down === 'top' ? margin + top * unit : canvas.height - margin + bottom * unit;
  const scale = picture.width / canvas.width;
  const box = {
    x: Math.max(0, Math.floor((originX + left * unit) * scale) - 1),
    y: Math.max(0, Math.floor((originY - top * unit) * scale) - 1),
    right: Math.min(picture.width, Math.ceil((originX + right * unit) * scale) + 1),
    bottom: Math.min(picture.height, Math.ceil((originY - bottom * unit) * scale) + 1),
  };
  const mask: SignatureMask = {
    x: box.x,
    y: box.y,
    width: Math.max(1, box.right - box.x),
    height: Math.max(1, box.bottom - box.y),
    coverage: new Uint8Array(Math.max(1, box.right - box.x) * Math.max(1, box.bottom - box.y)),
  };
  for (const { fromX, fromY, toX, toY, pen } of strokes) {
    draw(mask, {
      fromX: (originX + fromX * unit) * scale - box.x,
      fromY: (originY - fromY * unit) * scale - box.y,
      toX: (originX + toX * unit) * scale - box.x,
      toY: (originY - toY * unit) * scale - box.y,
      pen: pen * unit * scale,
    });
  }
  return mask;
}

/** Lays one straight piece of a stroke on the mask, its pixels covered as far as the pen's round nib reaches. */
function draw({ width, height, coverage }: SignatureMask, { fromX, fromY, toX, toY, pen }: PenStroke) {
  // A pen finer than a pixel covers it in part.
  const reach = Math.max(pen, 1) / 2 + 0.5;
  const ink = Math.min(1, pen) * 255;
  const [dx, dy] = [toX - fromX, toY - fromY];
  const lengthSquared = dx * dx + dy * dy;
  const [firstRow, lastRow] = [Math.floor(Math.min(fromY, toY) - reach), Math.ceil(Math.max(fromY, toY) + reach)];
  const [firstColumn, lastColumn] = [Math.floor(Math.min(fromX, toX) - reach), Math.ceil(Math.max(fromX, toX) + reach)];
  for (let row = Math.max(0, firstRow); row < Math.min(height, lastRow); row++) {
    for (let column = Math.max(0, firstColumn); column < Math.min(width, lastColumn); column++) {
      const [px, py] = [column + 0.5 - fromX, row + 0.5 - fromY];
      const along = lengthSquared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared)) : 0;
      const [ax, ay] = [px - along * dx, py - along * dy];
      const covered = Math.round(ink * Math.min(1, Math.max(0, reach - Math.sqrt(ax * ax + ay * ay))));
      const at = row * width + column;
      if (covered > (coverage[at] as number)) coverage[at] = covered;
    }
  }
}

function smoothstep(from: number, to: number, y: number): number {
  const t = Math.min(1, Math.max(0, (y - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

const glslRgb = (rgb: Rgb) => `vec3(${rgb.join(', ')})`;

/** The same in GLSL ES 3.00; needs `luminanceGlsl`. */
export const signatureGlsl = `vec3 signColour(vec3 rgb, float coverage) {
  vec3 paint = mix(${glslRgb(LIGHT_PAINT)}, ${glslRgb(DARK_PAINT)}, smoothstep(0.45, 0.65, luminance(rgb)));
  return mix(rgb, paint, coverage * ${BODY});
}`;
