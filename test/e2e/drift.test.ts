import type { Browser, Page } from 'playwright-core';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { LatentRecipe, MorphRecipe, Recipe } from '../../engine/scene/recipe.js';
import { encodeWord } from '../../engine/scene/styleWord.js';
import { openBrowser } from '../harness/openBrowser.js';
import { type Gallery, openGallery } from '../harness/openGallery.js';
import { screenShows } from '../harness/readScreen.js';
import { waitFor } from '../harness/waitFor.js';

const SIZE = 16;
const STEP_SECONDS = 2;
const RADIUS = 256;

/** A sky that goes round in four steps. */
const manifest = checkManifest({
  format: 'pentimento/1',
  title: 'Drift',
  artist: 'The house',
  description: '',
  licence: 'CC0-1.0',
  canvas: { width: 400, height: 300, background: '#102030' },
  model: { name: 'none', sha256: 'ab'.repeat(32) },
  motion: { stepSeconds: STEP_SECONDS },
  master: { title: 'Drift', levers: [] },
  layers: [
    {
      title: 'Sky',
      picture: { kind: 'latent', class: 'sky' },
      variants: 4,
      box: { x: 200, y: 150, width: 400, height: 300 },
      walk: { path: 'circle', axes: [0, 1], radius: 1, period: 4 },
      levers: [{ label: 'Composition', bind: 'latent.coarse', type: 'range', min: 0, max: 3, step: 1 }],
    },
  ],
});

let browser: Browser;
let gallery: Gallery;
let page: Page;
let painted: Recipe[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  painted = [];
  gallery = await openGallery({ manifest, rasterSize: SIZE, paint });
  page = await browser.newPage({ viewport: { width: 400, height: 300 } });
});
afterEach(async () => {
  await page.close();
  await gallery.close();
});

/** A flat picture whose red tells the place along the first axis. */
function paint(recipe: Recipe): Raster {
  painted.push(recipe);
  const shade = 128 + ((recipe.kind === 'latent' ? placeOf(recipe)[0] : 0) * 100) / RADIUS;
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4).map((_, i) => [shade, 90, 90, 255][i % 4] as number);
  return { width: SIZE, height: SIZE, rgba };
}

function placeOf({ position }: LatentRecipe): [number, number] {
  const along = (axis: number) => position.find((offset) => offset.axis === axis)?.amount ?? 0;
  return [along(0), along(1)];
}

const places = () => painted.filter((recipe): recipe is LatentRecipe => recipe.kind === 'latent').map(placeOf);
const morphs = () => painted.filter((recipe): recipe is MorphRecipe => recipe.kind === 'morph');

it('goes on along its walk step by step, by slow morphs of every other picture', async () => {
  await page.goto(`${gallery.url}/screen/1`);
  await screenShows(page, 1);
  await waitFor('once round', () => new Set(places().map(String)).size === 4);
  for (const [x, y] of places()) expect(Math.abs(x) + Math.abs(y)).toBe(RADIUS);
  expect(new Set(morphs().map(({ step }) => step))).toEqual(new Set([2, 4, 6]));
});

it('shows a restyle whole while it drifts', async () => {
  await page.goto(`${gallery.url}/screen/1`);
  await screenShows(page, 1);
  await waitFor('a drift', () => morphs().length > 0);
  const word = encodeWord({ levers: [2], revision: 1, updatesLeft: 1, frozen: false });
  gallery.change([{ op: 'style', token: 1, word }]);
  await screenShows(page, 2);
  expect(places().length).toBeGreaterThan(1);
  expect(painted.some((recipe) => recipe.kind === 'latent' && recipe.coarse === 2)).toBe(true);
});
