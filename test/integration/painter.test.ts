import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelMalformed } from '../../engine/errors/modelErrors.js';
import { PainterBusy, PainterClosed, PaintingWithdrawn, RecipeUnpaintable } from '../../engine/errors/painterErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import type { ModelFile } from '../../engine/latent/modelFile.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import { latentVectors } from '../harness/latentVectors.js';
import { caught, closePainters, nthRecipe, openPainter, pixelHash, TINY_MODEL } from '../harness/tinyPainter.js';

afterEach(closePainters);

const paintMany = (painter: Painter, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => painter.paint(nthRecipe(painter, n), 'live')));

describe('createPainter', () => {
  it('describes its model', async () => {
    const { model } = await openPainter();
    expect(model).toMatchObject({ name: 'tiny', rasterSize: 32, classes: ['sky', 'figure'] });
    expect(model.sha256).toBe(
      createHash('sha256')
        .update(readFileSync(join(TINY_MODEL, 'model.json')))
        .digest('hex'),
    );
    expect(model.directions.map(({ name }) => name)).toEqual(['warmth', 'height']);
  });

  it('paints the same bytes for the same recipes, on one thread or two, and again in another order', async () => {
    const one = await openPainter({ workers: 1 });
    const two = await openPainter({ workers: 2 });
    const first = (await paintMany(one, 12)).map(pixelHash);
    expect(new Set(first).size).toBe(12);
    expect((await paintMany(two, 12)).map(pixelHash)).toEqual(first);
    const backwards = Array.from({ length: 12 }, (_, n) => two.paint(nthRecipe(two, 11 - n), 'live'));
    expect((await Promise.all(backwards)).map(pixelHash).reverse()).toEqual(first);
  });

  it('paints what was computed elsewhere, within what another onnxruntime may round otherwise', async () => {
    const painter = await openPainter();
    for (const { recipe, rgba } of latentVectors().rasters) {
      const raster = await painter.paint(recipe, 'live');
      const expected = new Uint8ClampedArray(Buffer.from(rgba, 'base64'));
      expect(raster.rgba).toHaveLength(expected.length);
      expect(raster.rgba.filter((value, i) => Math.abs(value - expected[i]!) > 2)).toHaveLength(0);
    }
  });

  it('paints an opaque class opaque, and another with a ground to see through', async () => {
    const painter = await openPainter();
    const alphas = ({ rgba }: Raster) => rgba.filter((_, i) => i % 4 === 3);
    const [sky, figure] = await paintMany(painter, 2);
    expect(sky).toMatchObject({ width: 32, height: 32 });
    expect(alphas(sky!).every((alpha) => alpha === 255)).toBe(true);
    expect(alphas(figure!).some((alpha) => alpha < 128)).toBe(true);
  });

  it('paints for each part of a recipe another picture', async () => {
    const painter = await openPainter();
    const changes: Partial<LatentRecipe>[] = [
      {},
      { class: 'figure' },
      { seed: `0x${'b8'.repeat(32)}` },
      { coarse: 9 },
      { middle: 9 },
      { fine: 9 },
      { partner: 9 },
      { mix: 200 },
      { truncation: 100 },
      { noise: { variant: 1, strength: 255 } },
      { noise: { variant: 0, strength: 100 } },
      { position: [{ axis: 1, amount: 256 }] },
      { directions: [{ name: 'warmth', amount: 256 }] },
    ];
    const rasters = await Promise.all(changes.map((change) => painter.paint(nthRecipe(painter, 0, change), 'live')));
    expect(new Set(rasters.map(pixelHash)).size).toBe(changes.length);
  });

  it('morphs through pictures between its ends, each nearer to the end than the one before', async () => {
    const painter = await openPainter();
    const [from, to] = [nthRecipe(painter, 1), nthRecipe(painter, 1, { coarse: 200, middle: 201, fine: 202 })];
    const morphs = morphRecipes(from, to);
    const steps = await Promise.all(morphs.map((morph) => painter.paint(morph, 'live')));
    const end = await painter.paint(to, 'live');
    const path = [await painter.paint(from, 'live'), ...steps, end].map((raster) => meanDifference(raster, end));
    expect(path.at(-1)).toBe(0);
    for (let i = 1; i < path.length; i++) expect(path[i]).toBeLessThan(path[i - 1]!);
  });

  it('paints a recipe once for all who ask at the same time', async () => {
    const painter = await openPainter();
    const recipe = nthRecipe(painter, 5);
    const [a, b] = await Promise.all([painter.paint(recipe, 'preview'), painter.paint({ ...recipe }, 'live')]);
    expect(a).toBe(b);
    expect(await painter.paint(recipe, 'live')).not.toBe(a);
  });

  it('does not paint what everybody withdrew before it was begun, and paints what one still wants', async () => {
    const painter = await openPainter();
    const withdrawn = new AbortController();
    const [alone, shared] = [nthRecipe(painter, 1), nthRecipe(painter, 2)];
    const asked = [
      caught(painter.paint(alone, 'live', withdrawn.signal)),
      caught(painter.paint(shared, 'live', withdrawn.signal)),
      caught(painter.paint(shared, 'preview')),
    ];
    withdrawn.abort();
    expect(await Promise.all(asked)).toEqual([expect.any(PaintingWithdrawn), null, null]);
    expect(await caught(painter.paint(alone, 'live', withdrawn.signal))).toBeInstanceOf(PaintingWithdrawn);
    expect(await caught(painter.paint(alone, 'live'))).toBeNull();
  });

  it('finishes what was begun before it was withdrawn', async () => {
    const painter = await openPainter();
    const withdrawn = new AbortController();
    const asked = painter.paint(nthRecipe(painter, 1), 'live', withdrawn.signal);
    // Behind it in the queue, so that it has been taken when the second is.
    const next = painter.paint(nthRecipe(painter, 2), 'live');
    await asked;
    withdrawn.abort();
    expect(await next).toMatchObject({ width: 32 });
  });

  it('paints what is live before what was asked for earlier', async () => {
    const painter = await openPainter();
    const order: string[] = [];
    const asked = (['preview', 'drift', 'ahead', 'preview', 'live', 'ahead', 'live'] as const).map(
      async (priority, n) => {
        await painter.paint(nthRecipe(painter, n), priority);
        order.push(`${priority} ${n}`);
      },
    );
    await Promise.all(asked);
    // The thread is woken after all have asked.
    expect(order).toEqual(['live 4', 'live 6', 'ahead 2', 'ahead 5', 'drift 1', 'preview 0', 'preview 3']);
  });

  it('refuses previews when too many wait, lets them give way, and never refuses live', async () => {
    const painter = await openPainter({ maxQueued: 2 });
    const [, second, third] = [0, 1, 2].map((n) => caught(painter.paint(nthRecipe(painter, n), 'preview')));
    const live = [3, 4, 5].map((n) => painter.paint(nthRecipe(painter, n), 'live'));
    expect(await third).toBeInstanceOf(PainterBusy);
    expect(await third).toMatchObject({ retryable: true });
    expect(await second).toBeInstanceOf(PainterBusy);
    expect(await Promise.all(live)).toHaveLength(3);
  });

  it('refuses another model, an unknown class and an unknown direction before it paints', async () => {
    const painter = await openPainter();
    for (const change of [{ model: 'ab'.repeat(32) }, { class: 'sea' }, { directions: [{ name: 'age', amount: 1 }] }]) {
      expect(await caught(painter.paint(nthRecipe(painter, 0, change), 'live'))).toBeInstanceOf(RecipeUnpaintable);
    }
  });

  it('finishes what it is at when it is closed, and refuses the rest', async () => {
    const painter = await openPainter();
    const asked = [0, 1, 2, 3].map((n) => caught(painter.paint(nthRecipe(painter, n), 'live')));
    await asked[0];
    await painter.close();
    const [first, , , last] = await Promise.all(asked);
    expect(first).toBeNull();
    expect(last).toBeInstanceOf(PainterClosed);
    expect(await caught(painter.paint(nthRecipe(painter, 0), 'live'))).toBeInstanceOf(PainterClosed);
  });
});

describe('a model whose networks are not what model.json says', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pentimento-model-'));
    cpSync(TINY_MODEL, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function change(edit: (model: ModelFile) => void): void {
    const path = join(folder, 'model.json');
    const model = JSON.parse(readFileSync(path, 'utf8')) as ModelFile;
    edit(model);
    writeFileSync(path, JSON.stringify(model));
  }

  it.each<[string, (model: ModelFile) => void, string]>([
    ['a noise input the network lacks', (m) => m.noise.push({ input: 'noise_16', resolution: 16 }), 'its inputs are'],
    ['another resolution', (m) => Object.assign(m, { resolution: 16, upscalers: [] }), 'synthesis.onnx'],
    [
      'a file that is no network',
      (m) => Object.assign(m.files, { mapping: { ...m.files.latents, path: 'latents.safetensors' } }),
      'onnxruntime cannot open it',
    ],
  ])('is refused for %s', async (_, edit, problem) => {
    change(edit);
    const error = await caught(openPainter({ modelFolder: folder, workers: 2 }));
    expect(error).toBeInstanceOf(ModelMalformed);
    expect((error as Error).message).toContain(problem);
  });
});

/** Of all bytes of two rasters, 0…255. */
function meanDifference(a: Raster, b: Raster): number {
  return a.rgba.reduce((sum, value, i) => sum + Math.abs(value - b.rgba[i]!), 0) / a.rgba.length;
}
