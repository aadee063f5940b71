import { separable } from './separable.js';

/** Hard light with backdrop and source swapped: the backdrop keeps its lights and shadows. */
export const overlay = separable(
  'overlay',
  (b, s) => (b <= 0.5 ? s * 2 * b : s + (2 * b - 1) - s * (2 * b - 1)),
  'return b <= 0.5 ? s * 2.0 * b : s + (2.0 * b - 1.0) - s * (2.0 * b - 1.0);',
);
