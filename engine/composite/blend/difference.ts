import { separable } from './separable.js';

/** B(Cb, Cs) = |Cb − Cs|. */
export const difference = separable('difference', (b, s) => Math.abs(b - s), 'return abs(b - s);');
