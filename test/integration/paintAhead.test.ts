import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Painter } from '../../engine/latent/createPainter.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import type { LayerRecipe, Recipe } from '../../engine/scene/recipe.js';
import { openRendering, plainWork, type Rendering } from '../harness/openRendering.js';
import { openPainter } from '../harness/tinyPainter.js';
import { waitFor } from '../harness/waitFor.js';

let folder: string;
let rendering: Rendering;
/** Hashes of what the painter was asked for and gave, in the order it gave them. */
let painted: string[];
/** What every picture waits for before it is begun. */
let gate = Promise.resolve();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-ahead-'));
  painted = [];
  const painter = await openPainter();
  const recording: Painter = {
    ...painter,
    async paint(recipe, priority, signal) {
      await gate;
      const raster = await painter.paint(recipe, priority, signal);
      painted.push(recipeHash(recipe));
      return raster;
    },
  };
  rendering = await openRendering(recording, plainWork(painter, 2, { width: 64, height: 64 }), folder);
  await allPainted();
});
afterEach(async () => {
  await rendering.close();
  // A raster may still be being written.
  rmSync(folder, { recursive: true, maxRetries: 5 });
});

const allPainted = () => waitFor('what is shown to be painted', () => rendering.paintAhead.awaited() === 0);
const shown = () => rendering.scene().layers.map(({ recipe }) => recipe);
const areStored = async (recipes: Recipe[]) =>
  (await Promise.all(recipes.map((recipe) => rendering.store.has(recipeHash(recipe))))).every(Boolean);

test('of 1,000 restyles in one block only the newest of each token is painted, and the way to it', async () => {
  const before = shown();
  painted = [];
  await rendering.block(
    Array.from({ length: 1000 }, (_, n) => ({ index: 1 + (n % 2), coarse: n % 256, fine: 1 + (n >> 8) })),
  );
  await allPainted();
  expect(painted.slice(0, 2)).toEqual(shown().map(recipeHash));
  const ways = shown().flatMap((to, i) => morphRecipes(before[i] as LayerRecipe, to));
  await waitFor('the ways to them', () => areStored(ways));
  expect(painted).toHaveLength(2 + 2 * 7);
});

test('of restyles in many blocks those that are overtaken before they are begun are not painted', async () => {
  painted = [];
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  await Promise.all(Array.from({ length: 100 }, (_, n) => rendering.block([{ index: 1, coarse: n + 1, fine: 0 }])));
  open();
  await allPainted();
  // The way is that from the block before.
  await waitFor('the way to it', () => painted.length >= 1 + 7);
  expect(await areStored(shown())).toBe(true);
  expect(painted[0]).toBe(recipeHash(shown()[0]!));
  expect(painted).toHaveLength(1 + 7);
});
