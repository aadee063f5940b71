import { z } from 'zod';
import type { Hex } from './primitives.js';

/** The most bytes of a signature that are read: a contract's may be longer than a key's 65. */
const MAX_SIGNATURE_BYTES = 1024;

/** Bytes as hex, of a bounded length. */
export const bytes = (most: number, what: string) =>
  z
    .custom<Hex>(
      (value) => typeof value === 'string' && value.length <= 2 + 2 * most && /^0x([0-9a-f]{2})+$/.test(value),
      { message: `expected ${what}: 0x and at most ${most} bytes of lower-case hex` },
    )
    .meta({ type: 'string', pattern: '^0x([0-9a-f]{2})+$' });

/** `signatureEpochOf` the token. */
export const Epoch = z.number().int().min(0).max(0xffff_ffff_ffff);
/** Unix seconds, the last at which a signature is good. */
export const Deadline = z.number().int().min(0).max(0xffff_ffff_ffff);
export const Signature = bytes(MAX_SIGNATURE_BYTES, 'a signature');
