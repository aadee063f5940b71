import { join } from 'node:path';
import { latentVectors } from '../../test/harness/latentVectors.js';
import type { LatentRecipe } from '../scene/recipe.js';
import { loadModel, type Model } from './loadModel.js';
import { lerp, variantsOf, wsOfRecipe } from './wsOfRecipe.js';

const vectors = latentVectors();
const W = 16;
/** The w of variant v: v + i/16, distinct everywhere and exact in 32 bits. */
const ws = new Map([1, 2, 3, 9].map((v) => [v, Float32Array.from({ length: W }, (_, i) => v + i / 16)]));

let model: Model;
let plain: LatentRecipe;

beforeAll(async () => {
  model = await loadModel(join(__dirname, '../../test/fixtures/tinyModel'));
  plain = {
    kind: 'latent',
    model: model.sha256,
    class: 'figure',
    seed: `0x${'5e'.repeat(32)}`,
    coarse: 1,
    middle: 2,
    fine: 3,
    partner: 0,
    mix: 0,
    truncation: 1000,
    noise: { variant: 0, strength: 255 },
    position: [],
    directions: [],
  };
});

const paint = (change: Partial<LatentRecipe>) => wsOfRecipe(model, { ...plain, ...change }, ws);
const row = (rows: Float32Array, index: number) => [...rows.subarray(index * W, (index + 1) * W)];
const w = (variant: number) => [...ws.get(variant)!];
const meanOfFigure = () => [...model.latents.mean.subarray(W, 2 * W)];

describe('variantsOf', () => {
  it('names each variant once, and the partner only where something of it is mixed', () => {
    expect(variantsOf({ ...plain, middle: 1 })).toEqual([1, 3]);
    expect(variantsOf({ ...plain, partner: 9, mix: 1 })).toEqual([1, 2, 3, 9]);
  });
});

describe('wsOfRecipe', () => {
  it('S-20: gives what was computed elsewhere, to the last bit', () => {
    const latents = vectors.rasters.flatMap(({ recipe, ws }) => (recipe.kind === 'latent' ? [{ recipe, ws }] : []));
    for (const { recipe, ws: expected } of latents) {
      const known = vectors.w.filter((w) => w.seed === recipe.seed && w.class === recipe.class);
      const given = new Map(known.map(({ variant, w }) => [variant, Float32Array.from(w)]));
      expect(wsOfRecipe(model, recipe, given)).toEqual(Float32Array.from(expected));
    }
    expect(latents.map(({ recipe }) => recipe.position.length)).toEqual([0, 2, 1]);
  });

  it('feeds each band from its own variant', () => {
    const rows = paint({});
    expect([row(rows, 0), row(rows, 1), row(rows, 2)]).toEqual([w(1), w(2), w(3)]);
  });

  it('moves every band all the way to the partner at mix 255, and a part of it below', () => {
    expect(row(paint({ partner: 9, mix: 255 }), 1)).toEqual(w(9));
    expect(row(paint({ partner: 9, mix: 51 }), 0)).toEqual(
      w(1).map((value, i) => Math.fround(value + 0.2 * (w(9)[i]! - value))),
    );
  });

  it('gives the mean of the class at truncation 0, and goes half the way there at 500', () => {
    expect(row(paint({ truncation: 0 }), 2)).toEqual(meanOfFigure());
    expect(row(paint({ truncation: 500 }), 2)).toEqual(
      meanOfFigure().map((mean, i) => Math.fround((mean + w(3)[i]!) / 2)),
    );
  });

  it('adds a position in every band, in sigmas of 256 steps along the axes of the class, unweakened by truncation', () => {
    const position = [
      { axis: 0, amount: 512 },
      { axis: 3, amount: -64 },
    ];
    const [before, after] = [paint({ truncation: 500 }), paint({ truncation: 500, position })];
    const { vectors, scale } = model.latents.axes;
    const along = (axis: number) => vectors.subarray((4 + axis) * W, (5 + axis) * W);
    for (const band of [0, 1, 2]) {
      for (const [i, value] of row(after, band).entries()) {
        const offset = 2 * scale[4]! * along(0)[i]! - 0.25 * scale[7]! * along(3)[i]!;
        expect(value).toBeCloseTo(row(before, band)[i]! + offset, 5);
      }
    }
  });

  it('adds a direction of the class to its own bands only, in sigmas of 256 steps, unweakened by truncation', () => {
    const [before, after] = [
      paint({ truncation: 500 }),
      paint({ truncation: 500, directions: [{ name: 'height', amount: -384 }] }),
    ];
    const sigma = model.latents.directions.subarray(W, 2 * W);
    for (const band of [0, 1]) {
      for (const [i, value] of row(after, band).entries()) {
        expect(value).toBeCloseTo(row(before, band)[i]! - 1.5 * sigma[i]!, 5);
      }
    }
    expect(row(after, 2)).toEqual(row(before, 2));
  });
});

describe('lerp', () => {
  it('is exact at both ends', () => {
    const [from, to] = [Float32Array.of(0.1, 1e8), Float32Array.of(0.7, -1e-8)];
    expect(lerp(from, to, 0)).toEqual(from);
    expect(lerp(from, to, 1)).toEqual(to);
    expect([...lerp(Float32Array.of(1), Float32Array.of(3), 0.25)]).toEqual([1.5]);
  });
});
