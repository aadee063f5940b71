import { separable } from './separable.js';

/** B(Cb, Cs) = Cs. The source as it is. */
export const normal = separable('normal', (_, s) => s, 'return s;');
