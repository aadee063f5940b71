import type { Raster } from '../scene/raster.js';
import type { ColourAdjustment, Rgb } from '../scene/scene.js';
import { adjustColour, isNeutral } from './colour/adjustColour.js';

/** The raster with every straight colour adjusted and its alpha kept; the raster itself when nothing is adjusted. */
export function adjustRaster(raster: Raster, adjustment: ColourAdjustment): Raster {
  if (isNeutral(adjustment)) return raster;
  const rgba = new Uint8ClampedArray(raster.rgba);
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3] !== 0) rgba.set(adjustedPixel(rgba, i, adjustment), i);
  }
  return { ...raster, rgba };
}

function adjustedPixel(rgba: Uint8ClampedArray, i: number, adjustment: ColourAdjustment): number[] {
  const straight: Rgb = [(rgba[i] ?? 0) / 255, (rgba[i + 1] ?? 0) / 255, (rgba[i + 2] ?? 0) / 255];
  return adjustColour(straight, adjustment).map((channel) => channel * 255);
}
