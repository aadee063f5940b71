/**
 * How a composite goes from one state to the next:
 * - `morph`: through the pictures between, for a wall and its visitors.
 * - `quick`: a short crossfade without pictures between, for levers that someone is moving.
 * - `dissolve`: nothing moves, one composite fades into the other; for people who asked for reduced motion.
 * - `none`: at once.
 */
export type Motion = 'morph' | 'quick' | 'dissolve' | 'none';

/** What the page's address asks for with `?motion=off`, or else what the visitor's system does. */
export function preferredMotion(search: string): Motion {
  if (new URLSearchParams(search).get('motion') === 'off') return 'none';
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'dissolve' : 'morph';
}
