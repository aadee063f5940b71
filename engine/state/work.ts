import type { BlockRef, Hex } from '../protocol/primitives.js';
import type { Message, TokenState, WorkState } from '../protocol/workState.js';

/** What a work's creation fixed for ever. */
export interface WorkRecord {
  work: number;
  artist: Hex;
  entropy: Hex;
  /** keccak-256 of `manifestBytes`. */
  manifestHash: Hex;
  /** Raw DEFLATE of the manifest's JSON, as stored on chain. */
  manifestBytes: Uint8Array;
  /** The master not counted. */
  layers: number;
}

/** A token as the state keeps it: what screens see, and the schema they know from the manifest. */
export interface KeptToken extends TokenState {
  /** 12 × u16, the largest value of each lever. */
  bounds: Hex;
}

/** A token's live message; a hidden one is kept, because its moderator may show it again. */
export interface KeptMessage {
  message: Message;
  hidden: boolean;
}

/** A work at a block. Never changed in place: what did not change between two of them is the same object. */
export interface Work {
  record: WorkRecord;
  /** The block that last changed what is shown. */
  block: BlockRef;
  /** By index. */
  tokens: readonly KeptToken[];
  /** At most one a token; oldest block first, then by token. */
  messages: readonly KeptMessage[];
}

/** What screens see of a work. */
export function shownState({ record, block, tokens, messages }: Work): WorkState {
  return {
    work: record.work,
    block,
    tokens: tokens.map(({ index, owner, word }) => ({ index, owner, word })),
    messages: messages.filter(({ hidden }) => !hidden).map(({ message }) => message),
  };
}
