import { separable } from './separable.js';

/**
 * Cs ≤ ½: B = Cb − (1 − 2 Cs) Cb (1 − Cb); above: B = Cb + (2 Cs − 1)(D(Cb) − Cb), where
 * D(x) = ((16 x − 12) x + 4) x up to ¼, and √x above. A diffused spotlight of the source.
 */
export const softLight = separable(
  'soft-light',
  (b, s) => {
    if (s <= 0.5) return b - (1 - 2 * s) * b * (1 - b);
    const d = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b);
    return b + (2 * s - 1) * (d - b);
  },
  `if (s <= 0.5) return b - (1.0 - 2.0 * s) * b * (1.0 - b);
  float d = b <= 0.25 ? ((16.0 * b - 12.0) * b + 4.0) * b : sqrt(b);
  return b + (2.0 * s - 1.0) * (d - b);`,
);
