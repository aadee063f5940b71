import { loadImage } from '@napi-rs/canvas';
import { CompositeError } from '../errors/compositeErrors.js';
import { animateStills } from './animateStills.js';
import { canvasOf } from './canvasOf.js';

const size = { width: 33, height: 20 };
const still = (red: number) =>
  canvasOf({ ...size, rgba: new Uint8ClampedArray(33 * 20 * 4).map((_, i) => [red, 90, 40, 255][i % 4]!) }).encode(
    'webp',
    90,
  );

/** The types and lengths of the chunks of a RIFF file, in order. */
function chunksOf(file: Uint8Array): [string, number][] {
  const bytes = Buffer.from(file);
  const chunks: [string, number][] = [];
  for (let at = 12; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    chunks.push([bytes.toString('latin1', at, at + 4), length]);
    at += 8 + length + (length % 2);
  }
  return chunks;
}

test('stills in a row are one animated WebP, whose first frame is the first still', async () => {
  const stills = await Promise.all([20, 120, 220].map(still));
  const file = animateStills(
    stills.map((webp) => ({ webp, duration: 500 })),
    size,
  );
  expect(Buffer.from(file).readUInt32LE(4)).toBe(file.length - 8);
  expect(chunksOf(file).map(([type]) => type)).toEqual(['VP8X', 'ANIM', 'ANMF', 'ANMF', 'ANMF']);
  expect(await loadImage(file)).toMatchObject(size);
});

test('what is no WebP is refused', () => {
  expect(() => animateStills([{ webp: Buffer.from('RIFF....WEBPnothing'), duration: 1 }], size)).toThrow(
    CompositeError,
  );
});
