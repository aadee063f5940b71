import { separable } from './separable.js';

/** B(Cb, Cs) = min(Cb, Cs). */
export const darken = separable('darken', (b, s) => Math.min(b, s), 'return min(b, s);');
