import type { BlockRef, Hex } from '../protocol/primitives.js';
import type { Manifest } from './manifest.js';

/**
 * When a scene is: a block, and how long after it. The block is the last one that changed any word of the work, its
 * creation at first; heads that change nothing leave the moment alone.
 */
export interface Moment {
  blockNumber: number;
  /** What rules on randomness read. */
  blockHash: Hex;
  /** Unix seconds, as the block states them. */
  timestamp: number;
  /** Whole drift steps since then, each `manifest.motion.stepSeconds` long; 0 for a work that does not move. */
  step: number;
}

/** The largest step: with the longest step it ends 5 million years after its block. */
export const MAX_STEP = 0x7fff_ffff;

/** The moment some steps after a block. */
export function momentOf({ number, hash, time }: BlockRef, step: number): Moment {
  return { blockNumber: number, blockHash: hash, timestamp: time, step };
}

/**
 * The moment that a clock shows. A clock that runs behind the block is at its step 0.
 * @param restyled the last block that changed a word of the work
 * @param now Unix seconds, by the server's clock
 */
export function momentAt(manifest: Pick<Manifest, 'motion'>, restyled: BlockRef, now: number): Moment {
  const { motion } = manifest;
  const steps = motion ? Math.floor((now - restyled.time) / motion.stepSeconds) : 0;
  return momentOf(restyled, Math.min(MAX_STEP, Math.max(0, steps)));
}
