import { separable } from './separable.js';

/** Multiply by 2 Cs where Cs ≤ ½, screen with 2 Cs − 1 above. A harsh spotlight of the source. */
export const hardLight = separable(
  'hard-light',
  (b, s) => (s <= 0.5 ? b * 2 * s : b + (2 * s - 1) - b * (2 * s - 1)),
  'return s <= 0.5 ? b * 2.0 * s : b + (2.0 * s - 1.0) - b * (2.0 * s - 1.0);',
);
