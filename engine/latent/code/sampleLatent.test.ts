import { createHash } from 'node:crypto';
import { latentVectors } from '../../../test/harness/latentVectors.js';
import type { Hex } from '../../protocol/primitives.js';
import { sampleNoise } from '../sampleNoise.js';
import { sampleLatent } from './sampleLatent.js';
import { sampleNormals } from './sampleNormals.js';

const vectors = latentVectors();
const SEED: Hex = `0x${Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex')}`;

const hashOf = (values: Float32Array) => createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('sampleLatent', () => {
  it.each(vectors.z)(
    'S-15: gives variant $variant of $seed as it was computed elsewhere',
    ({ seed, variant, first, sha256 }) => {
      const z = sampleLatent(seed, variant);
      expect([...z.subarray(0, first.length)]).toEqual(first.map(Math.fround));
      expect(hashOf(z)).toBe(sha256);
    },
  );

  it('has the moments of N(0,1) over all variants of a seed', () => {
    const values = Array.from({ length: 256 }, (_, variant) => [...sampleLatent(SEED, variant)]).flat();
    expect(values).toHaveLength(256 * 512);
    expect(meanOf(values)).toBeCloseTo(-0.000883, 3);
    expect(meanOf(values.map((value) => value * value))).toBeCloseTo(0.996894, 3);
    expect(meanOf(values.map((value) => Number(Math.abs(value) < 1)))).toBeCloseTo(0.682663, 3);
  });
});

describe('sampleNoise', () => {
  it.each(vectors.noise)('S-15: gives variant $variant of $input as it was computed elsewhere', (vector) => {
    const noise = sampleNoise(vector.seed, vector.variant, vector.input, vector.resolution);
    expect([...noise.subarray(0, vector.first.length)]).toEqual(vector.first.map(Math.fround));
    expect(hashOf(noise)).toBe(vector.sha256);
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
