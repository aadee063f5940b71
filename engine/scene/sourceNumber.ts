import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Hex } from '../protocol/primitives.js';
import { leverMax } from './leverValue.js';
import { type Lever, type Manifest, type Rule, TIMES } from './manifest.js';
import type { Moment } from './moment.js';
import { timePart } from './timePart.js';

/** What rules can read. No rule reads what a rule has set, so none can depend on itself. */
export interface Readings {
  /** By token index: where each lever stands. */
  indices: readonly (readonly number[])[];
  /** Chain time, Unix seconds. */
  time: number;
  /** Drift steps since 1970. */
  tick: number;
  /** Of the block that last restyled the work. */
  blockHash: Hex;
}

/** What rules read at a moment. A work without motion stands still: its time is its block's, and its tick is 0. */
export function readingsAt(
  { motion }: Pick<Manifest, 'motion'>,
  { timestamp, step, blockHash }: Moment,
  indices: Readings['indices'],
): Readings {
  if (!motion) return { indices, time: timestamp, tick: 0, blockHash };
  const time = timestamp + step * motion.stepSeconds;
  return { indices, time, tick: Math.floor(time / motion.stepSeconds), blockHash };
}

/** The number a rule's source says, 0 … `sourceSpan` − 1. */
export function sourceNumber({ source, values }: Pick<Rule, 'source' | 'values'>, readings: Readings): number {
  switch (source.kind) {
    case 'time':
      return timePart(source.part, readings.time);
    case 'step':
      return readings.tick % values.length;
    case 'levers':
      return source.levers.reduce((sum, { token, lever }) => sum + (readings.indices[token]?.[lever] ?? 0), 0);
    case 'random':
      return side(diceOf(source.name, readings.blockHash), source.sides);
  }
}

/**
 * One more than the largest number a rule's source can say.
 * @param leversOf those of a token, by its index
 */
export function sourceSpan(
  { source, values }: Pick<Rule, 'source' | 'values'>,
  leversOf: (token: number) => readonly Lever[],
): number {
  switch (source.kind) {
    case 'time':
      return TIMES[source.part];
    case 'step':
      return values.length;
    case 'levers':
      return source.levers.reduce((sum, { token, lever }) => {
        const read = leversOf(token)[lever];
        return sum + (read ? leverMax(read) : 0);
      }, 1);
    case 'random':
      return source.sides;
  }
}

/** How many faces the dice have before sides are made of them. */
export const DICE = 2 ** 32;

/** u32: the first four bytes of the SHA-256 of "pentimento/random", the block's hash and the name. */
function diceOf(name: string, blockHash: Hex): number {
  const bytes = sha256(
    concatBytes(utf8ToBytes('pentimento/random'), hexToBytes(blockHash.slice(2)), utf8ToBytes(name)),
  );
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

/** The side on which dice of `DICE` faces lie. */
export const side = (dice: number, sides: number) => Math.floor((dice * sides) / DICE);
