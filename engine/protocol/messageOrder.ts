import { z } from 'zod';
import { MAX_LINK_BYTES } from './checkLink.js';
import { Address, TokenIndex, WorkId } from './primitives.js';
import { Deadline, Epoch, Signature } from './signedTerms.js';

/** Of UTF-8; the contract refuses more. */
export const MAX_TEXT_BYTES = 280;

const utf8 = (most: number) =>
  z.string().refine((text) => new TextEncoder().encode(text).length <= most, `expected at most ${most} bytes of UTF-8`);

/** A message that its owner signed for others to post: the `Message` of `postBySig`, and its signature. */
export const MessageOrder = z.object({
  work: WorkId,
  token: TokenIndex,
  text: utf8(MAX_TEXT_BYTES).min(1),
  /** Empty for none. */
  link: utf8(MAX_LINK_BYTES),
  owner: Address,
  epoch: Epoch,
  /** `nonceOf` the token: how many messages it has had. */
  nonce: z.number().int().min(0).max(0xffff_ffff),
  deadline: Deadline,
  signature: Signature,
});
export type MessageOrder = z.infer<typeof MessageOrder>;
