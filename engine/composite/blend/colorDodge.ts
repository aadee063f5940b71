import { separable } from './separable.js';

/** B(Cb, Cs) = min(1, Cb / (1 − Cs)); 0 where Cb is 0, else 1 where Cs is 1. Brightens the backdrop to reflect the source. */
export const colorDodge = separable(
  'color-dodge',
  (b, s) => {
    if (b <= 0) return 0;
    return s >= 1 ? 1 : Math.min(1, b / (1 - s));
  },
  'if (b <= 0.0) return 0.0; return s >= 1.0 ? 1.0 : min(1.0, b / (1.0 - s));',
);
