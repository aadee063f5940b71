/** How many blocks to ask for at once. */
export interface RangeSize {
  blocks(): number;
  /** An answer for this many came. */
  worked(blocks: number): void;
  /** This many were too many. */
  refused(blocks: number): void;
}

/**
 * Finds the longest range a node answers, which no node says and which may change at any time: half after a refusal,
 * longer by half after an answer, and close to a length that was refused only by a twentieth.
 */
export function createRangeSize(): RangeSize {
  let size = FIRST;
  /** The shortest length refused of late. */
  let refusedAt = Number.POSITIVE_INFINITY;
  return {
    blocks: () => Math.floor(size),
    worked(blocks) {
      if (blocks < Math.floor(size)) return;
      const grown = size * GROWTH;
      size = Math.min(LONGEST, grown < refusedAt ? grown : size * CAREFUL_GROWTH + 1);
      if (size >= refusedAt) refusedAt = Number.POSITIVE_INFINITY;
    },
    refused(blocks) {
      refusedAt = blocks;
      size = Math.max(1, blocks / 2);
    },
  };
}

const FIRST = 2_000;
const LONGEST = 100_000;
const GROWTH = 1.5;
const CAREFUL_GROWTH = 1.05;
