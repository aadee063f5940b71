import { z } from 'zod';
import { Address, type Hex, TokenIndex, WorkId } from './primitives.js';

/** The most bytes of a signature that are read: a contract's may be longer than a key's 65. */
const MAX_SIGNATURE_BYTES = 1024;

const bytes = (most: number, what: string) =>
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

/** A restyle that its owner signed for others to send: the `StyleUpdate` of `setStyleBySig`, and its signature. */
export const StyleOrder = z.object({
  work: WorkId,
  token: TokenIndex,
  /** Packed (u8 lever, u16 index) triples, levers ascending. */
  changes: bytes(36, 'the packed changes'),
  owner: Address,
  epoch: Epoch,
  revision: z.number().int().min(0).max(0xffff_ffff),
  deadline: Deadline,
  signature: Signature,
});
export type StyleOrder = z.infer<typeof StyleOrder>;

/** Whether a gallery sends what owners sign, and how much of it for one owner. */
export const RelayerOffer = z.object({
  open: z.boolean(),
  /** How many more restyles and messages are sent for this owner now. */
  left: z.number().int().min(0),
  /** Whether messages are sent too, their fee paid: only where it is no more than the operator gives. */
  messages: z.boolean(),
});
export type RelayerOffer = z.infer<typeof RelayerOffer>;
