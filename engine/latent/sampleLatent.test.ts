import type { Hex } from '../protocol/primitives.js';
import { sampleLatent } from './sampleLatent.js';
import { sampleNoise } from './sampleNoise.js';
import { sampleNormals } from './sampleNormals.js';

const SEED: Hex = `0x${Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex')}`;

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('sampleLatent', () => {
  // From hashlib.sha256 and statistics.NormalDist().inv_cdf, rounded to 32 bits.
  it.each([
    [0, [0.7816673975866947, -1.4374394962557022, -0.35717529795068337, -1.7545465523579196]],
    [7, [2.066970249726695, -2.136349990342125, 0.6992842529771993]],
  ])('begins variant %i of a known seed as computed elsewhere', (variant, first) => {
    expect([...sampleLatent(SEED, variant).subarray(0, first.length)]).toEqual(first.map(Math.fround));
  });

  it('ends variant 0 of a known seed as computed elsewhere', () => {
    expect(sampleLatent(SEED, 0)[511]).toBe(Math.fround(-0.6537371847710057));
  });

  it('has the moments of N(0,1) over all variants of a seed', () => {
    const values = Array.from({ length: 256 }, (_, variant) => [...sampleLatent(SEED, variant)]).flat();
    expect(values).toHaveLength(256 * 512);
    expect(meanOf(values)).toBeCloseTo(-0.000883, 3);
    expect(meanOf(values.map((value) => value * value))).toBeCloseTo(0.996894, 3);
    expect(meanOf(values.map((value) => Number(Math.abs(value) < 1)))).toBeCloseTo(0.682663, 3);
  });
});

describe('sampleNoise', () => {
  // From hashlib.sha256 and statistics.NormalDist().inv_cdf, rounded to 32 bits.
  it.each([
    [0, [-0.7066793441772461, 0.4014434218406677, 1.0532195568084717]],
    [7, [-0.28516241908073425, 0.7719355821609497, -1.0185272693634033]],
  ])('begins variant %i of the noise of a known seed as computed elsewhere', (variant, first) => {
    const noise = sampleNoise(SEED, variant, 'noise_4', 4);
    expect(noise).toHaveLength(16);
    expect([...noise.subarray(0, 3)]).toEqual(first.map(Math.fround));
  });

  it('gives inputs of one resolution different noise', () => {
    expect(sampleNoise(SEED, 0, 'noise_8a', 8)).not.toEqual(sampleNoise(SEED, 0, 'noise_8b', 8));
  });
});

describe('sampleNormals', () => {
  it('gives the same numbers whatever the count', () => {
    const key = Uint8Array.of(1, 2, 3);
    expect([...sampleNormals(key, 5)]).toEqual([...sampleNormals(key, 20).subarray(0, 5)]);
  });
});
