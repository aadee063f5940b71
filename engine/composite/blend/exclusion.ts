import { separable } from './separable.js';

/** B(Cb, Cs) = Cb + Cs − 2 × Cb × Cs. Difference with less contrast. */
export const exclusion = separable('exclusion', (b, s) => b + s - 2 * b * s, 'return b + s - 2.0 * b * s;');
