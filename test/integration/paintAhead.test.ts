import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Painter } from '../../engine/latent/createPainter.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import type { LayerRecipe, Recipe } from '../../engine/scene/recipe.js';
import { openRendering, plainWork, type Rendering } from '../harness/openRendering.js';
import { openPainter, PAINT_SCRIPT } from '../harness/tinyPainter.js';
import { waitFor } from '../harness/waitFor.js';

let folder: string;
let rendering: Rendering;
/** Hashes of what the painter was asked for and gave, in the order it gave them. */
let painted: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-ahead-'));
  painted = [];
  const painter = await openPainter({ script: holdable() });
  const recording: Painter = {
    ...painter,
    async paint(recipe, priority, signal) {
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

/** While this file is there, no picture goes on. */
const held = () => join(folder, 'held');

/** The real painting thread, which can be held at a picture. */
function holdable(): URL {
  const script = join(folder, 'holdablePaintWorker.mjs');
  writeFileSync(
    script,
    `
    import { existsSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    const nothing = new Int32Array(new SharedArrayBuffer(4));
    parentPort.on('message', () => {
      while (existsSync(${JSON.stringify(held())})) Atomics.wait(nothing, 0, 0, 10);
    });
    await import(${JSON.stringify(PAINT_SCRIPT.href)});
    `,
  );
  return pathToFileURL(script);
}

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
  writeFileSync(held(), '');
  await Promise.all(Array.from({ length: 100 }, (_, n) => rendering.block([{ index: 1, coarse: n + 1, fine: 0 }])));
  rmSync(held());
  await allPainted();
  const at = painted.indexOf(recipeHash(shown()[0]!));
  // One may have been begun before the next block was told. The way is that from the last but one.
  expect([0, 1]).toContain(at);
  await waitFor('the way to it', () => painted.length >= at + 1 + 7);
  expect(await areStored(shown())).toBe(true);
  expect(painted).toHaveLength(at + 1 + 7);
});
