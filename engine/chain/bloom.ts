import { hexToBytes, keccak256 } from 'viem';
import type { Hex } from '../protocol/primitives.js';

/**
 * Whether a block's logs bloom (Ethereum yellow paper §4.3.1: 2048 bits, three a value) may hold an address or topic.
 * False is certain; true may be chance.
 */
export function bloomMayHold(logsBloom: Hex, value: Hex): boolean {
  const bloom = hexToBytes(logsBloom);
  return bitsOf(value).every(({ byte, mask }) => ((bloom[byte] ?? 0) & mask) !== 0);
}

/** Whether logs account for every bit of their block's bloom: if one was withheld, very likely they do not. */
export function bloomExplained(logsBloom: Hex, logs: readonly { address: Hex; topics: readonly Hex[] }[]): boolean {
  const left = hexToBytes(logsBloom);
  for (const value of new Set(logs.flatMap(({ address, topics }) => [address, ...topics]))) {
    for (const { byte, mask } of bitsOf(value)) left[byte] = (left[byte] ?? 0) & ~mask;
  }
  return left.every((byte) => byte === 0);
}

const BLOOM_BYTES = 256;

function bitsOf(value: Hex): { byte: number; mask: number }[] {
  const hash = keccak256(value, 'bytes');
  return [0, 2, 4].map((at) => {
    const bit = (((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)) & 0x7ff;
    return { byte: BLOOM_BYTES - 1 - (bit >> 3), mask: 1 << (bit & 7) };
  });
}
