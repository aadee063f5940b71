import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { AssetRefused } from '../errors/assetErrors.js';
import type { Raster } from '../scene/raster.js';
import { canvasOf } from './canvasOf.js';
import { decodeAsset } from './decodeAsset.js';
import { encodeRaster } from './encodeRaster.js';
import { imageHeader } from './imageHeader.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const decode = (bytes: Uint8Array) => decodeAsset(bytes, sha256(bytes));

/** Every alpha, so that a picture multiplied by it and back would not be the same. */
function picture(width: number, height: number, opaque = false): Raster {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) rgba.set([i * 7, 200 - i, i * 3, opaque ? 255 : i % 256], i * 4);
  return { width, height, rgba };
}

/** A PNG of one IDAT chunk with that data, whatever its header says. */
function pngOf(width: number, height: number, data: Uint8Array): Buffer {
  const chunk = (type: string, body: Uint8Array) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(type, 4, 'latin1');
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])));
    return Buffer.concat([head, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('an asset', () => {
  it('of PNG keeps every byte, translucent ones too', async () => {
    const raster = picture(32, 20);
    const decoded = await decode(await encodeRaster(raster));
    expect({ ...decoded, rgba: [...decoded.rgba] }).toEqual({ ...raster, rgba: [...raster.rgba] });
  });

  it.each(['webp', 'jpeg'] as const)('of %s is decoded to about the colours it was made of', async (format) => {
    const plain = {
      ...picture(32, 20),
      rgba: new Uint8ClampedArray(32 * 20 * 4).map((_, i) => [90, 140, 40, 255][i % 4]!),
    };
    const canvas = canvasOf(plain);
    const bytes = await (format === 'webp' ? canvas.encode('webp', 95) : canvas.encode('jpeg', 95));
    const decoded = await decode(bytes);
    expect([decoded.width, decoded.height]).toEqual([32, 20]);
    expect(Math.max(...decoded.rgba.map((byte, i) => Math.abs(byte - plain.rgba[i]!)))).toBeLessThan(6);
  });

  it('larger than a screen can hold is reduced', async () => {
    const { width, height } = await decode(await canvasOf(picture(4096, 16, true)).encode('png'));
    expect([width, height]).toEqual([2048, 8]);
  });

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="http://10.0.0.1/"/></svg>');
  it.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['no picture', () => svg, /no PNG, WebP or JPEG/],
    ['empty', () => Buffer.alloc(0), /no PNG, WebP or JPEG/],
    ['larger than any may be', () => Buffer.alloc((16 << 20) + 1), /16777217 bytes/],
    ['wider than any may be', () => pngOf(4097, 1, Buffer.alloc(1)), /4097 × 1 pixels/],
    ['without pixels', () => pngOf(0, 10, Buffer.alloc(1)), /0 × 10 pixels/],
    [
      'a bomb, whose data inflates to four thousand times what it says',
      () => pngOf(64, 64, Buffer.alloc(1 << 26)),
      /cannot be decoded/,
    ],
    ['a PNG without enough data', () => pngOf(64, 64, Buffer.alloc(100)), /16348 bytes of its pixels are missing/],
    ['a PNG cut off', async () => cutOff(await encodeRaster(picture(64, 64))), /cannot be decoded/],
    ['a JPEG cut off', async () => cutOff(await canvasOf(picture(256, 256)).encode('jpeg', 95)), /its end is missing/],
    ['a WebP cut off', async () => cutOff(await canvasOf(picture(256, 256)).encode('webp', 95)), /no PNG, WebP/],
  ])('that is %s is refused', async (_, make, problem) => {
    const bytes = await make();
    await expect(decode(bytes)).rejects.toThrow(AssetRefused);
    await expect(decode(bytes)).rejects.toThrow(problem);
  });

  it('with the bytes of another is refused before it is looked at', async () => {
    const bytes = await encodeRaster(picture(8, 8));
    await expect(decodeAsset(bytes, 'ab'.repeat(32))).rejects.toThrow(`its bytes are those of ${sha256(bytes)}`);
  });
});

const cutOff = (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1);

describe('imageHeader', () => {
  it.each([
    ['png', (c: ReturnType<typeof canvasOf>) => c.encode('png')],
    ['jpeg', (c: ReturnType<typeof canvasOf>) => c.encode('jpeg', 80)],
    ['webp', (c: ReturnType<typeof canvasOf>) => c.encode('webp', 80)],
    ['webp', (c: ReturnType<typeof canvasOf>) => c.encode('webp', 100)],
  ])('reads type and size of a %s', async (format, encode) => {
    for (const raster of [picture(123, 45, true), picture(31, 200)]) {
      const { width, height } = raster;
      expect(imageHeader(await encode(canvasOf(raster)))).toEqual({ type: `image/${format}`, width, height });
    }
  });
});
