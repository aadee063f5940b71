import { keccak256 } from 'viem';
import type { Hex } from '../protocol/primitives.js';

/** The three places of a value in a logs bloom (Ethereum yellow paper §4.3.1): hex digit and mask. */
export type BloomBits = readonly { digit: number; mask: number }[];

export function bloomBitsOf(value: Hex): BloomBits {
  const hash = keccak256(value, 'bytes');
  return [0, 2, 4].map((at) => {
    const bit = (((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)) & (BLOOM_BITS - 1);
    return { digit: FIRST_DIGIT + ((BLOOM_BITS - 1 - bit) >> 2), mask: 1 << (bit & 3) };
  });
}

/** Whether a block's logs bloom may hold an address or topic. False is certain; true may be chance. */
export function bloomMayHold(logsBloom: Hex, bits: BloomBits): boolean {
  return bits.every(({ digit, mask }) => (Number.parseInt(logsBloom.charAt(digit), 16) & mask) !== 0);
}

/** Whether logs account for every bit of their block's bloom: if one was withheld, very likely they do not. */
export function bloomExplained(logsBloom: Hex, logs: readonly { address: Hex; topics: readonly Hex[] }[]): boolean {
  const left = [...logsBloom.slice(FIRST_DIGIT)].map((digit) => Number.parseInt(digit, 16));
  for (const value of new Set(logs.flatMap(({ address, topics }) => [address, ...topics]))) {
    for (const { digit, mask } of bloomBitsOf(value))
      left[digit - FIRST_DIGIT] = (left[digit - FIRST_DIGIT] ?? 0) & ~mask;
  }
  return left.every((digit) => digit === 0);
}

/** Some chains leave the blooms of their blocks empty, whatever the blocks log. */
export const isEmptyBloom = (logsBloom: Hex): boolean => /^0x0*$/.test(logsBloom);

const BLOOM_BITS = 2048;
/** After `0x`. */
const FIRST_DIGIT = 2;
