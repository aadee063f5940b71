import type { LayerManifest, Lever } from '../scene/manifest.js';
import type { Model } from './loadModel.js';
import { nearestPlace } from './nearestPlace.js';

/** Four axes of w, each along one of its numbers; what is one sigma differs. */
const SCALE = [4, 2, 1, 0.5];
const model = {
  file: { classes: ['sky'], wDimension: 4, axes: { count: 4 } },
  latents: {
    mean: new Float32Array([1, 1, 1, 1]),
    axes: {
      vectors: new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]),
      scale: new Float32Array(SCALE),
    },
  },
} as unknown as Model;

const coarse: Lever = { type: 'range', label: 'Form', bind: 'latent.coarse', min: 0, max: 2, step: 1, default: 0 };
const map: Lever = { type: 'position', label: 'Map', bind: 'latent.position', default: 0x8080 };
const storm: Lever = { ...coarse, label: 'Storm', bind: 'latent.direction.storm', min: -2, max: 2, step: 0.5 };
const layer = { levers: [coarse, map, storm], reach: 4 } as unknown as LayerManifest;

/** The w of a place given in sigmas. */
const wAt = (...sigmas: number[]) => Float32Array.from(sigmas, (sigma, axis) => 1 + sigma * SCALE[axis]!);
const ws = [wAt(0, 0, 0, 0), wAt(0, 0, 2, 0), wAt(3, 0, 0, 1)];
const find = (...position: number[]) =>
  nearestPlace(model, layer, { className: 'sky', position: Float32Array.from(position), ws, truncation: 1 });

describe('the place nearest to a picture', () => {
  it('is the variant itself where the picture is of it', () => {
    expect(find(0, 0, 2, 0)).toEqual({
      levers: [
        { lever: 0, index: 1 },
        { lever: 1, index: 0x8080 },
        { lever: 2, index: 4 },
      ],
      variant: 1,
      sigmas: 0,
      reached: 1,
    });
  });

  it('goes from the variant that leaves least where the levers do not reach', () => {
    const { variant, levers, sigmas, reached } = find(1, -0.5, 2, 0);
    expect(variant).toBe(1);
    expect(levers[1]).toEqual({ lever: 1, index: ((128 + 32) << 8) | (128 - 16) });
    expect(sigmas).toBeCloseTo(Math.hypot(1, 0.5));
    expect(reached).toBe(1);
  });

  it('stops at the reach of the layer, and says how much of the way is left', () => {
    const { levers, reached } = find(0, 100, 0, 0);
    expect(levers[1]).toEqual({ lever: 1, index: (128 << 8) | 255 });
    expect(reached).toBeGreaterThan(0.03);
    expect(reached).toBeLessThan(0.05);
  });

  it('weighs axes by what they move in w, so that a picture is not led astray by the least of them', () => {
    expect(find(0, 0, 1.2, 1).variant).toBe(1);
  });

  it('counts a variant as far from the mean as truncation lets it', () => {
    const half = nearestPlace(model, layer, {
      className: 'sky',
      position: Float32Array.of(0, 0, 1, 0),
      ws,
      truncation: 0.5,
    });
    expect(half).toMatchObject({ variant: 1, sigmas: 0, reached: 1 });
  });
});
