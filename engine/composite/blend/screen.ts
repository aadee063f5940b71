import { separable } from './separable.js';

/** B(Cb, Cs) = Cb + Cs − Cb × Cs. As two projectors on one wall: never darker than either. */
export const screen = separable('screen', (b, s) => b + s - b * s, 'return b + s - b * s;');
