import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPainter, type Painter } from '../../engine/latent/createPainter.js';
import { loadModel } from '../../engine/latent/loadModel.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import type { Raster } from '../../engine/scene/raster.js';
import { FIRST_SIDE, LARGE_SIDE } from '../../engine/scene/rasterSide.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';

const ROOT = join(__dirname, '../..');
const SEEDS = [0x11, 0x5e].map((byte) => `0x${byte.toString(16).repeat(32)}` as const);

let painter: Painter;
beforeAll(async () => {
  painter = await createPainter({
    modelFolder: join(ROOT, 'engine/models/house'),
    workers: 2,
    script: pathToFileURL(join(ROOT, 'dist/engine/latent/paintWorker.js')),
    maxQueued: 1,
    patience: 60_000,
    now: () => performance.now(),
  });
});
afterAll(() => painter.close());

function recipe(change: Partial<LatentRecipe>): LatentRecipe {
  return {
    kind: 'latent',
    model: painter.model.sha256,
    class: 'flora',
    seed: SEEDS[0]!,
    coarse: 1,
    middle: 2,
    fine: 3,
    partner: 0,
    mix: 0,
    truncation: 800,
    noise: { variant: 0, strength: 255 },
    position: [],
    directions: [],
    ...change,
  };
}

const paint = (change: Partial<LatentRecipe>) => painter.paint(recipe(change), 'live');

const OPAQUE = new Set(['sky', 'drapery']);

describe('the house model', () => {
  it('keeps to 40 MB of files', async () => {
    const { file } = await loadModel(join(ROOT, 'engine/models/house'));
    const { mapping, synthesis, latents } = file.files;
    const parts = [mapping, synthesis, latents, ...file.upscalers, ...(file.encoder ? [file.encoder] : [])];
    expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(40e6);
  });

  it('paints every class at 256 pixels, sky and drapery opaque, all others with a ground to see through', async () => {
    for (const name of painter.model.classes) {
      const raster = await paint({ class: name });
      expect([raster.width, raster.height]).toEqual([256, 256]);
      const clear = alphas(raster).filter((alpha) => alpha === 0).length / 256 ** 2;
      if (OPAQUE.has(name)) expect(clear).toBe(0);
      else expect(clear).toBeGreaterThan(0.05);
    }
  });

  it('paints the same picture at 1024 pixels for what is shown large', async () => {
    for (const name of ['sky', 'figure']) {
      const [small, large] = await Promise.all(
        [FIRST_SIDE, LARGE_SIDE].map((side) => painter.paint(recipe({ class: name }), 'live', undefined, side)),
      );
      expect([large!.width, large!.height]).toEqual([1024, 1024]);
      if (OPAQUE.has(name)) expect(alphas(large!).every((alpha) => alpha === 255)).toBe(true);
      // Strokes and edges are its own; what both are of is the same.
      expect(meanDifference(reducedBy(16, large!), reducedBy(4, small!))).toBeLessThan(4);
    }
  });

  it('paints the same bytes on whichever thread', async () => {
    const asked = () => [1, 2, 3, 4].map((fine) => paint({ fine, class: 'figure' }));
    const [first, again] = [await Promise.all(asked()), await Promise.all(asked().reverse())];
    expect(again.reverse().map(hashOf)).toEqual(first.map(hashOf));
  });

  it('keeps the silhouette where only the fine band changes, and moves it with the coarse one', async () => {
    const moved = { coarse: 0, fine: 0 };
    for (const name of painter.model.classes.filter((known) => !OPAQUE.has(known))) {
      for (const seed of SEEDS) {
        const before = await paint({ class: name, seed });
        for (const band of ['coarse', 'fine'] as const) {
          const after = await paint({ class: name, seed, [band]: 9 });
          moved[band] += meanDifference(alphas(before), alphas(after));
        }
      }
    }
    expect(moved.fine).toBeLessThan(moved.coarse / 2);
  });

  it('moves the picture along every named direction', async () => {
    for (const className of painter.model.classes) {
      const plain = hashOf(await paint({ class: className }));
      for (const { name } of painter.model.directions.filter((direction) => direction.class === className)) {
        const along = hashOf(await paint({ class: className, directions: [{ name, amount: 512 }] }));
        expect({ className, name, moved: along !== plain }).toEqual({ className, name, moved: true });
      }
    }
  });

  it('morphs without a jump: no step is much larger than an even share of the way', async () => {
    const [from, to] = [recipe({}), recipe({ coarse: 7, fine: 8 })];
    const path = [
      await painter.paint(from, 'live'),
      ...(await Promise.all(morphRecipes(from, to).map((step) => painter.paint(step, 'live')))),
      await painter.paint(to, 'live'),
    ];
    const steps = path.slice(1).map((raster, i) => meanDifference(path[i]!.rgba, raster.rgba));
    const even = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    expect(even).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(4 * even);
  });
});

const hashOf = ({ rgba }: Raster) => createHash('sha256').update(rgba).digest('hex');

const alphas = ({ rgba }: Raster) => rgba.filter((_, i) => i % 4 === 3);

/** Premultiplied means of squares of texels. */
function reducedBy(factor: number, { width, height, rgba }: Raster): Uint8ClampedArray {
  const side = width / factor;
  const sums = new Float64Array(side * (height / factor) * 4);
  for (let i = 0; i < width * height; i++) {
    const at = (Math.floor(i / width / factor) * side + Math.floor((i % width) / factor)) * 4;
    const alpha = rgba[i * 4 + 3]! / 255;
    for (let channel = 0; channel < 4; channel++)
      sums[at + channel]! += rgba[i * 4 + channel]! * (channel < 3 ? alpha : 1);
  }
  return Uint8ClampedArray.from(sums, (sum) => sum / factor ** 2);
}

/** 0…255 */
function meanDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}
