import type { Hex } from '../../engine/protocol/primitives.js';

/** The first six and the last four characters of an address, as people compare them: `0x7099…79c8`. */
export function shortAddress(address: Hex): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`;
}
