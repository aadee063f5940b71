import { inverseNormal } from './inverseNormal.js';

// Python's statistics.NormalDist().inv_cdf, an independent implementation of the same algorithm.
const QUANTILES: [number, number][] = [
  [1e-10, -6.361340902404056],
  [0.001, -3.090232306167813],
  [0.0013498980316300933, -3],
  [0.025, -1.9599639845400538],
  [0.074, -1.4466320671589785],
  [0.25, -0.6744897501960817],
  [0.4, -0.2533471031357998],
  [0.5, 0],
  [0.9, 1.2815515655446008],
  [0.975, 1.9599639845400536],
  [0.999999, 4.753424308817089],
];

describe('inverseNormal', () => {
  it.each(QUANTILES)('gives the quantile of %p', (p, quantile) => {
    expect(Math.abs(inverseNormal(p) - quantile)).toBeLessThan(1e-12);
  });

  it('gives the test values of the paper, one in each of its three ranges', () => {
    // Wichura 1988.
    expect(inverseNormal(0.25)).toBeCloseTo(-0.6744897501960817, 15);
    expect(inverseNormal(0.001)).toBeCloseTo(-3.090232306167814, 14);
    expect(inverseNormal(1e-20)).toBeCloseTo(-9.26234008979841, 13);
  });

  it('is odd about one half', () => {
    for (const p of [0.01, 0.07, 0.3]) expect(inverseNormal(1 - p)).toBeCloseTo(-inverseNormal(p), 12);
  });
});
