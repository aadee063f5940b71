import { z } from 'zod';
import { Address, BlockRef, TokenIndex, Word, WorkId } from './primitives.js';

/** An owner's featured message: at most 280 bytes of text, and a link that is empty or https. */
export const Message = z.object({
  token: TokenIndex,
  by: Address,
  text: z.string().min(1).max(280),
  link: z.string().max(200),
  /** The block that carried it. */
  block: z.number().int().min(0),
  /** Unix seconds of that block. */
  time: z.number().int().min(0),
});
export type Message = z.infer<typeof Message>;

export const TokenState = z.object({
  index: TokenIndex,
  owner: Address,
  word: Word,
});
export type TokenState = z.infer<typeof TokenState>;

/** Everything a screen needs beside the manifest: words, owners and live messages. Words, not pixels, cross the wire. */
export const WorkState = z.object({
  work: WorkId,
  /** The block that last changed what is shown. An idle head changes nothing here. */
  block: BlockRef,
  /** The block that last changed a word; the work's creation at first. Its moment: scenes are evaluated as of it. */
  restyled: BlockRef,
  /** By index: the master, then the layers back to front. */
  tokens: z.array(TokenState).min(2),
  /** Live messages, oldest block first, then by token. */
  messages: z.array(Message),
});
export type WorkState = z.infer<typeof WorkState>;
