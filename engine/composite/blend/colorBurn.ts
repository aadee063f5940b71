import { separable } from './separable.js';

/** B(Cb, Cs) = 1 − min(1, (1 − Cb) / Cs); 1 where Cb is 1, else 0 where Cs is 0. Darkens the backdrop to reflect the source. */
export const colorBurn = separable(
  'color-burn',
  (b, s) => {
    if (b >= 1) return 1;
    return s <= 0 ? 0 : 1 - Math.min(1, (1 - b) / s);
  },
  'if (b >= 1.0) return 1.0; return s <= 0.0 ? 0.0 : 1.0 - min(1.0, (1.0 - b) / s);',
);
