import { WordError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { MAX_LEVER_INDEX, MAX_LEVERS } from './manifest.js';

/** What a style word's 256 bits say. The bit table is in `contracts/interfaces/ILayerToken.sol`. */
export interface StyleWord {
  /** Twelve indices, u16 each; 0 for a lever the token does not have. */
  levers: number[];
  /** u32, +1 on every style change. */
  revision: number;
  /** u24; `UNLIMITED_UPDATES` never runs out. */
  updatesLeft: number;
  /** True once the owner made the style final. */
  frozen: boolean;
}

/** One lever moved to an index. */
export interface LeverChange {
  lever: number;
  index: number;
}

export const UNLIMITED_UPDATES = 0xff_ffff;

const FROZEN = 1n;

/** @throws WordError when the word is not 32 bytes or has a flag that does not exist */
export function decodeWord(word: Hex): StyleWord {
  if (!/^0x[0-9a-f]{64}$/.test(word)) throw new WordError('expected 0x and 64 lower-case hex digits', word);
  const bits = BigInt(word);
  const flags = bits >> 248n;
  if (flags > FROZEN) throw new WordError(`unknown flags ${flags.toString(2)} in bits 248 to 255`, word);
  return {
    levers: unpackLevers(bits),
    revision: Number((bits >> 192n) & 0xffff_ffffn),
    updatesLeft: Number((bits >> 224n) & 0xff_ffffn),
    frozen: flags === FROZEN,
  };
}

/** @throws WordError when a field does not fit its bits */
export function encodeWord({ levers, revision, updatesLeft, frozen }: StyleWord): Hex {
  if (!isUnsigned(revision, 0xffff_ffff)) throw new WordError('revision is not a u32', `revision ${revision}`);
  if (!isUnsigned(updatesLeft, UNLIMITED_UPDATES)) {
    throw new WordError('updates left is not a u24', `updatesLeft ${updatesLeft}`);
  }
  const flags = frozen ? FROZEN : 0n;
  return toHex(packLevers(levers) | (BigInt(revision) << 192n) | (BigInt(updatesLeft) << 224n) | (flags << 248n));
}

/**
 * The `changes` of `setStyle`: packed (u8 lever, u16 index) triples, levers ascending whatever the order given.
 * @throws WordError when there are none, a lever is given twice, or one does not fit its bits
 */
export function encodeChanges(changes: readonly LeverChange[]): Hex {
  const sorted = [...changes].sort((a, b) => a.lever - b.lever);
  if (sorted.length === 0) throw new WordError('a restyle moves at least one lever', 'without changes');
  const triples = sorted.map(({ lever, index }, i) => {
    if (!isUnsigned(lever, MAX_LEVERS - 1)) throw new WordError('levers are 0 to 11', `lever ${lever}`);
    if (!isUnsigned(index, MAX_LEVER_INDEX)) throw new WordError('an index is a u16', `lever ${lever} at ${index}`);
    if (sorted[i - 1]?.lever === lever) throw new WordError('a lever moves once a restyle', `lever ${lever}`);
    return lever.toString(16).padStart(2, '0') + index.toString(16).padStart(4, '0');
  });
  return `0x${triples.join('')}`;
}

/** Up to twelve indices as 12 × u16, lever 0 in the lowest bits: how words and bounds hold them. */
export function packLevers(levers: readonly number[]): bigint {
  if (levers.length > MAX_LEVERS) throw new WordError('a token has at most 12 levers', `of ${levers.length} levers`);
  return levers.reduce((bits, index, lever) => {
    if (!isUnsigned(index, MAX_LEVER_INDEX)) throw new WordError('an index is a u16', `lever ${lever} at ${index}`);
    return bits | (BigInt(index) << BigInt(16 * lever));
  }, 0n);
}

/** 256 bits as 0x and 64 hex digits. */
export function toHex(bits: bigint): Hex {
  return `0x${bits.toString(16).padStart(64, '0')}`;
}

function unpackLevers(bits: bigint): number[] {
  return Array.from({ length: MAX_LEVERS }, (_, lever) => Number((bits >> BigInt(16 * lever)) & 0xffffn));
}

const isUnsigned = (value: number, max: number) => Number.isInteger(value) && value >= 0 && value <= max;
