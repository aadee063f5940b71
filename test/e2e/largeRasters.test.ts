import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { composeStill } from '../../engine/composite/composeStill.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { momentOf } from '../../engine/scene/moment.js';
import type { Raster } from '../../engine/scene/raster.js';
import { LARGE_SIDE, type RasterSide } from '../../engine/scene/rasterSide.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { openBrowser } from '../harness/openBrowser.js';
import { type Gallery, openGallery } from '../harness/openGallery.js';
import { pictureOfArt } from '../harness/pictureOfArt.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { sampleManifest } from '../harness/sampleManifest.js';
import { waitFor } from '../harness/waitFor.js';

/** Texels along the edge of a raster of each side: a model's may be smaller than they are named. */
const SIZES = { rasterSize: 16, largeRasterSize: 64 };
const RIDGE = 2;
const manifest = sampleManifest();

/** Stripes as fine as the raster can hold them, in a shade of the recipe's variant. */
function paint(recipe: Recipe, side: RasterSide): Raster {
  const size = side === LARGE_SIDE ? SIZES.largeRasterSize : SIZES.rasterSize;
  const shade = recipe.kind === 'latent' ? recipe.coarse * 20 : 60;
  const rgba = new Uint8ClampedArray(size * size * 4).map((_, i) =>
    i % 4 === 3 ? 255 : (Math.floor(i / 8) % 2) * 100 + shade,
  );
  return { width: size, height: size, rgba };
}

describe('a screen of more than 1,024 pixels', () => {
  let browser: Browser;
  let gallery: Gallery;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page?.close();
    await gallery?.close();
  });

  async function hang(width: number, query: string) {
    gallery = await openGallery({ manifest, ...SIZES, paint });
    page = await browser.newPage({ viewport: { width, height: (width * 3) / 4 } });
    await page.goto(`${gallery.url}/screen/1${query}`);
    await screenShows(page, 1);
  }

  const isRefined = () =>
    waitFor('the screen to be drawn from rasters of its size', async () => (await readScreen(page))?.isRefined || null);
  const rastersAsked = () => gallery.asked.filter((path) => path.includes('/rasters/'));
  const isLarge = (path: string) => path.endsWith('-1024.png');

  it('shows the pixels of the still of its size, once its larger rasters are there', async () => {
    await hang(1100, '?motion=off');
    await isRefined();
    const { state } = gallery.snapshot();
    const words = state.tokens.map(({ word }) => word);
    const scene = evaluateScene({ manifest, words, seeds: gallery.seeds, moment: momentOf(state.restyled, 0) });
    const rasters = new Map(scene.layers.map(({ token, recipe }) => [token, paint(recipe, LARGE_SIDE)]));
    const still = composeStill(scene, rasters, { width: 1100 }).rgba;
    const screen = PNG.sync.read(await pictureOfArt(page)).data;
    const apart = still.filter((value, i) => Math.abs(value - screen[i]!) > 3).length;
    expect(apart / still.length).toBeLessThan(0.005);
  });

  it('shows a change from the first rasters, comes to it through those, and takes the larger ones last', async () => {
    await hang(1100, '');
    await isRefined();
    expect(rastersAsked().map(isLarge)).toEqual([false, false, true, true]);
    const style = decodeWord(gallery.snapshot().state.tokens[RIDGE]!.word);
    const levers = [6, ...style.levers.slice(1)];
    gallery.change([{ op: 'style', token: RIDGE, word: encodeWord({ ...style, levers, revision: 1 }) }]);
    const shown = await screenShows(page, 2);
    expect(shown.stateHash).toBe(gallery.snapshot().stateHash);
    await isRefined();
    // The ridge's new picture, the seven on the way to it, and the larger one of it alone.
    expect(rastersAsked().slice(4).map(isLarge)).toEqual([...Array(8).fill(false), true]);
    expect(await waitFor('the wall to rest', async () => (await readScreen(page))?.isMoving === false)).toBe(true);
  });

  it('asks for none on a smaller one, and for them when it grows', async () => {
    await hang(400, '?motion=off');
    expect((await isRefined()) && rastersAsked().some(isLarge)).toBe(false);
    await page.setViewportSize({ width: 1100, height: 825 });
    await waitFor('the larger rasters', () => rastersAsked().filter(isLarge).length === 2 || null);
    await isRefined();
  });
});
