import { PNG } from 'pngjs';
import sharp from 'sharp';
import { RasterError } from '../errors/compositeErrors.js';
import type { Raster } from '../scene/raster.js';

/** Fast rather than small: on painted rasters the best level saves a few per cent and takes twice as long. */
const ENCODING = { compressionLevel: 3, adaptiveFiltering: true } as const;

/**
 * A raster as PNG, byte for byte: what the screen downloads is what the still is composed of. Skia's own encoder holds
 * premultiplied pixels, so it would change the colour of every translucent one. All of it runs in Node's thread pool, since
 * a raster of 1024 × 1024 takes a tenth of a second.
 */
export function encodeRaster({ width, height, rgba }: Raster): Promise<Uint8Array> {
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .png(ENCODING)
    .toBuffer();
}

/** @throws RasterError when the bytes are not a whole PNG */
export function decodeRaster(png: Uint8Array): Promise<Raster> {
  return new Promise((resolve, reject) => {
    new PNG().parse(Buffer.from(png), (cause, parsed) => {
      if (cause) reject(new RasterError(png.length, cause));
      else resolve(rasterOf(parsed));
    });
  });
}

function rasterOf({ width, height, data }: PNG): Raster {
  return { width, height, rgba: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength) };
}
