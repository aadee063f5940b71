import type { BlockRef } from '../protocol/primitives.js';
import type { ChainReader, Header } from './chainReader.js';

/** A block that is no newer than both of these is not expected to be reached by any reorg. */
export interface SettledBounds {
  number: number;
  /** Unix seconds. */
  time: number;
}

/** Blocks nearer to the head than this are never taken for settled, however much time they cover. */
export const LEAST_BLOCKS = 16;

/** Seconds after which a node's finality is not waited for any more, so that a chain without one can be caught up with. */
const LONGEST_FINALITY = 7_200;

/**
 * How far a chain is settled: blocks older than the window, and final where the node's finality keeps up. A window counted
 * in blocks would mean ten minutes on one chain and three seconds on another.
 * @param windowSeconds how far behind the head a reorg is expected to reach
 */
export async function settledBounds(reader: ChainReader, head: Header, windowSeconds: number): Promise<SettledBounds> {
  const finalized = await reader.finalized();
  const keepsUp = finalized !== null && head.time - finalized.time <= LONGEST_FINALITY;
  const newest = head.number - LEAST_BLOCKS;
  return { number: keepsUp ? Math.min(newest, finalized.number) : newest, time: head.time - windowSeconds };
}

export const isSettled = (block: BlockRef, bounds: SettledBounds): boolean =>
  block.number <= bounds.number && block.time <= bounds.time;

/** A settled block near the newest one; null when there is none. */
export async function findSettled(reader: ChainReader, bounds: SettledBounds): Promise<number | null> {
  // Twice as far back each time: that a block is older than need be costs only that more are told one by one.
  for (let back = LEAST_BLOCKS; bounds.number >= 0; back *= 2) {
    const number = Math.max(0, bounds.number + LEAST_BLOCKS - back);
    if ((await reader.blockAt(number)).time <= bounds.time) return number;
    if (number === 0) return null;
  }
  return null;
}
