import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { AssetRefused } from '../errors/assetErrors.js';
import type { Raster } from '../scene/raster.js';
import { canvasOf } from './canvasOf.js';
import { decodeRaster } from './encodeRaster.js';
import { type ImageHeader, imageHeader } from './imageHeader.js';

/** The largest file and the longest edge that a manifest may name. */
export const MAX_ASSET_BYTES = 16 << 20;
const MAX_ASSET_EDGE = 4096;
/** The longest edge of an asset's raster: a screen holds it at eight bytes a pixel. Larger pictures are reduced. */
const MAX_RASTER_EDGE = 2048;

/**
 * An asset's file as a raster, with everything about it checked before anything is decoded: so no file, however made,
 * takes more than the time and the memory of the largest picture there may be. Colours are read as sRGB.
 * @param bytes  the whole file
 * @param sha256 the hash the manifest names it by, 64 hex digits
 * @throws AssetRefused when the file is too large, not the one named, no PNG, WebP or JPEG, or broken
 */
export async function decodeAsset(bytes: Uint8Array, sha256: string): Promise<Raster> {
  if (bytes.length > MAX_ASSET_BYTES) {
    throw new AssetRefused(sha256, `it has ${bytes.length} bytes, and ${MAX_ASSET_BYTES} are the most`);
  }
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== sha256) throw new AssetRefused(sha256, `its bytes are those of ${actual}`);
  const header = imageHeader(bytes);
  if (!header) throw new AssetRefused(sha256, 'it is no PNG, WebP or JPEG file, or its beginning is broken');
  const { width, height } = header;
  if (Math.min(width, height) < 1 || Math.max(width, height) > MAX_ASSET_EDGE) {
    throw new AssetRefused(sha256, `it is ${width} × ${height} pixels, and an edge has 1 to ${MAX_ASSET_EDGE}`);
  }
  try {
    return reduced(header.type === 'image/png' ? await decodePng(bytes, header) : await decodeWithSkia(bytes, header));
  } catch (cause) {
    throw new AssetRefused(sha256, `it cannot be decoded, ${cause instanceof Error ? cause.message : cause}`, cause);
  }
}

/** Skia would multiply translucent colours by their alpha and back; PNG is what artists deliver those in. */
function decodePng(bytes: Uint8Array, header: ImageHeader): Promise<Raster> {
  assertInflatesTo(bytes, header);
  return decodeRaster(bytes);
}

/**
 * A PNG's data may inflate to a thousand times its size, or end before its pixels do, for which the decoder would wait for
 * ever. So it is inflated once, no further than its header says and no less.
 */
function assertInflatesTo(bytes: Uint8Array, header: ImageHeader) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === IDAT) parts.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const expected = scanlineBytes(header, view);
  const { length } = inflateSync(Buffer.concat(parts), { maxOutputLength: expected });
  if (length < expected) throw new Error(`${expected - length} bytes of its pixels are missing`);
}

const IDAT = 0x49444154;
/** By colour type: PNG Third Edition §11.2.1. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** First column, first row, and steps across and down of the seven passes of an interlaced PNG, §8.2. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** What a PNG's rows take, each with the byte of its filter. */
function scanlineBytes({ width, height }: ImageHeader, view: DataView): number {
  const bits = view.getUint8(24) * (CHANNELS[view.getUint8(25)] ?? 0);
  const isInterlaced = view.getUint8(28) === 1;
  return (isInterlaced ? PASSES : [[0, 0, 1, 1] as const]).reduce((sum, [x, y, across, down]) => {
    const [columns, rows] = [Math.ceil((width - x) / across), Math.ceil((height - y) / down)];
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
  }, 0);
}

async function decodeWithSkia(bytes: Uint8Array, header: ImageHeader): Promise<Raster> {
  if (header.type === 'image/jpeg' && !endsLikeJpeg(bytes)) throw new Error('its end is missing');
  const image = await loadImage(bytes);
  if (image.width !== header.width || image.height !== header.height) {
    throw new Error(`it is ${image.width} × ${image.height} pixels and says otherwise`);
  }
  return drawn(image, image.width, image.height);
}

/** Skia fills what is missing of a JPEG with grey; one that is whole ends in EOI, maybe with padding after it. */
const endsLikeJpeg = (bytes: Uint8Array) =>
  Buffer.from(bytes).lastIndexOf(Buffer.of(0xff, 0xd9)) >= Math.max(2, bytes.length - 4096);

function reduced(raster: Raster): Raster {
  const factor = MAX_RASTER_EDGE / Math.max(raster.width, raster.height);
  if (factor >= 1) return raster;
  const edge = (length: number) => Math.max(1, Math.round(length * factor));
  return drawn(canvasOf(raster), edge(raster.width), edge(raster.height));
}

function drawn(picture: Image | ReturnType<typeof canvasOf>, width: number, height: number): Raster {
  const context = createCanvas(width, height).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
