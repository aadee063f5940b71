import { z } from 'zod';
import { Address, TokenIndex, WorkId } from './primitives.js';
import { bytes, Deadline, Epoch, Signature } from './signedTerms.js';

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
