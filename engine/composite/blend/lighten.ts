import { separable } from './separable.js';

/** B(Cb, Cs) = max(Cb, Cs). */
export const lighten = separable('lighten', (b, s) => Math.max(b, s), 'return max(b, s);');
