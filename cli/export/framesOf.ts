import type { Moment } from '../../engine/scene/moment.js';

/** Where in a work's life a frame is taken. */
export type FrameMoment = Pick<Moment, 'step'> & { block: number };

/**
 * The moments of a time-lapse: every block that changed the work, or as many of them as asked for, evenly apart, the
 * first and the last among them.
 * @param blocks numbers, in any order
 */
export function framesOfHistory(blocks: readonly number[], most: number): FrameMoment[] {
  const distinct = [...new Set(blocks)].sort((a, b) => a - b);
  return evenly(distinct, most).map((block) => ({ block, step: 0 }));
}

/** The moments of a walk from a restyle on: every step until now, or as many of them as asked for, evenly apart. */
export function framesOfWalk(block: number, latestStep: number, most: number): FrameMoment[] {
  const steps = Array.from({ length: latestStep + 1 }, (_, step) => step);
  return evenly(steps, most).map((step) => ({ block, step }));
}

function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))] as T);
}
