import { CompositeError } from '../errors/compositeErrors.js';

export interface AnimationFrame {
  /** A still as WebP. */
  webp: Uint8Array;
  /** Milliseconds, at most 16,777,215. */
  duration: number;
}

/** The longest edge of a WebP animation, and the longest time of a frame. */
const MAX_U24 = 0xffffff;
/** A frame replaces what was before it and is left standing. */
const NO_BLEND = 0b10;
const ANIMATED = 0b10;

/**
 * Stills in a row as one animated WebP that plays for ever (RFC 9649 §2.7.1). Nothing is encoded anew: every frame is
 * pixel for pixel the still it was made of.
 * @param frames opaque stills of one size, at least one
 * @throws CompositeError when a frame is no WebP, or of another size
 */
export function animateStills(frames: readonly AnimationFrame[], size: { width: number; height: number }): Uint8Array {
  const parts = frames.map(({ webp, duration }) => chunk('ANMF', [frameHeader(size, duration), pixelsOf(webp, size)]));
  const canvas = Buffer.concat([Buffer.of(ANIMATED, 0, 0, 0), u24(size.width - 1), u24(size.height - 1)]);
  // Background colour and how often it plays: for ever.
  const animation = Buffer.alloc(6);
  const body = Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', [canvas]), chunk('ANIM', [animation]), ...parts]);
  return chunk('RIFF', [body]);
}

function frameHeader({ width, height }: { width: number; height: number }, duration: number): Buffer {
  const time = Math.min(MAX_U24, Math.max(0, Math.round(duration)));
  return Buffer.concat([u24(0), u24(0), u24(width - 1), u24(height - 1), u24(time), Buffer.of(NO_BLEND)]);
}

/** The chunk of a simple WebP that holds its pixels. */
function pixelsOf(webp: Uint8Array, { width }: { width: number; height: number }): Buffer {
  const file = Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let at = 12; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    const type = file.toString('latin1', at, at + 4);
    if (type === 'VP8 ' || type === 'VP8L') return chunk(type, [file.subarray(at + 8, at + 8 + length)]);
    at += 8 + length + (length % 2);
  }
  throw new CompositeError('a frame of the animation is no WebP', { width });
}

/** RIFF: four letters, the length, the data, and a byte more where the length is odd. */
function chunk(type: string, parts: readonly Uint8Array[]): Buffer {
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function u24(value: number): Buffer {
  return Buffer.of(value & 0xff, (value >> 8) & 0xff, value >> 16);
}
