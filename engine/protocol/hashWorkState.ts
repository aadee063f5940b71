import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Hex } from './primitives.js';
import type { WorkState } from './workState.js';

/**
 * SHA-256 of a work's state: words, owners, messages, the block that last changed what is shown and the one that last
 * changed a word. The clock, the epoch and the head are left out, so any two servers that follow one chain can compare
 * theirs.
 *
 * The bytes hashed are the UTF-8 of a JSON array in the fixed order written here, with no white space.
 */
export function hashWorkState(state: WorkState): Hex {
  const canonical = JSON.stringify([
    state.work,
    [state.block.number, state.block.hash, state.block.time],
    [state.restyled.number, state.restyled.hash, state.restyled.time],
    state.tokens.map((token) => [token.index, token.owner, token.word]),
    state.messages.map((m) => [m.token, m.by, m.text, m.link, m.block, m.time]),
  ]);
  return `0x${bytesToHex(sha256(utf8ToBytes(canonical)))}`;
}
