import sharp from 'sharp';
import type { Raster } from '../scene/raster.js';
import { canvasOf } from './canvasOf.js';
import { encodeRaster } from './encodeRaster.js';

/** What a still is sent as; each with its quality, the settings at which a painted work shows no artefacts. */
export const STILL_FORMATS = ['webp', 'png', 'avif', 'jpeg'] as const;
export type StillFormat = (typeof STILL_FORMATS)[number];

/** The least effort: a third of Skia's time for the same picture in a sixth more bytes. */
const WEBP = { quality: 90, effort: 0 } as const;
const JPEG_QUALITY = 92;
const AVIF = { quality: 75, speed: 8 } as const;

/** A composed still as a file. */
export function encodeStill(still: Raster, format: StillFormat): Promise<Uint8Array> {
  switch (format) {
    case 'webp':
      return webp(still);
    case 'png':
      return encodeRaster(still);
    case 'avif':
      return canvasOf(still).encode('avif', AVIF);
    case 'jpeg':
      return canvasOf(still).encode('jpeg', JPEG_QUALITY);
  }
}

function webp({ width, height, rgba }: Raster): Promise<Uint8Array> {
  const picture = sharp(rgba, { raw: { width, height, channels: 4 } });
  return picture.removeAlpha().webp(WEBP).toBuffer();
}
