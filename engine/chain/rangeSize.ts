/** How many blocks to ask for at once. */
export interface RangeSize {
  blocks(): number;
  /** An answer for this many came, with so many events. */
  worked(blocks: number, events: number): void;
  /** This many were too many. */
  refused(blocks: number): void;
}

/**
 * Finds the longest range a node answers, which no node says and which may change at any time: half after a refusal,
 * longer by half after an answer, and close to a length that was refused only by a twentieth. No longer than holds so
 * many events as are well kept in memory at once.
 */
export function createRangeSize(): RangeSize {
  let size = FIRST;
  /** The shortest length refused of late. */
  let refusedAt = Number.POSITIVE_INFINITY;
  return {
    blocks: () => Math.floor(size),
    worked(blocks, events) {
      const fitting = Math.max(1, (blocks * MOST_EVENTS) / Math.max(1, events));
      if (blocks < Math.floor(size) && fitting >= size) return;
      const grown = size * GROWTH;
      size = Math.min(LONGEST, fitting, grown < refusedAt ? grown : size * CAREFUL_GROWTH + 1);
      if (size >= refusedAt) refusedAt = Number.POSITIVE_INFINITY;
    },
    refused(blocks) {
      refusedAt = blocks;
      size = Math.max(1, blocks / 2);
    },
  };
}

const FIRST = 100;
const LONGEST = 100_000;
/** Some 2 MB as JSON, of which an answer is held several times over while it is read. */
const MOST_EVENTS = 2_500;
const GROWTH = 1.5;
const CAREFUL_GROWTH = 1.05;
