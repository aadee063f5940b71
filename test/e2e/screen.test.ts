import type { Browser, Page } from 'playwright-core';
import { messageId } from '../../engine/protocol/curation.js';
import type { Message } from '../../engine/protocol/workState.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { openBrowser } from '../harness/openBrowser.js';
import { type Gallery, openGallery } from '../harness/openGallery.js';
import { pictureOfArt } from '../harness/pictureOfArt.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { sampleManifest } from '../harness/sampleManifest.js';
import { waitFor } from '../harness/waitFor.js';

const SIZE = 16;
const VIEWPORT = { width: 400, height: 300 };
const RIDGE = 2;

/** A flat picture whose colour tells the recipe's variant; a morph's lies between its ends. */
function paint(recipe: Recipe): Raster {
  const shade = shadeOf(recipe);
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4).map((_, i) => [shade, 200 - shade, 90, 255][i % 4]!);
  return { width: SIZE, height: SIZE, rgba };
}

function shadeOf(recipe: Recipe): number {
  if (recipe.kind === 'image') return 0;
  return recipe.kind === 'latent' ? recipe.coarse * 30 : recipe.from.coarse * 15 + recipe.to.coarse * 15;
}

describe('a screen', () => {
  let browser: Browser;
  let gallery: Gallery;
  let page: Page;
  /** Rasters the gallery has not painted yet answer 503. */
  let painting = true;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    painting = true;
    gallery = await openGallery({
      manifest: sampleManifest(),
      rasterSize: SIZE,
      paint: (recipe) => (painting ? paint(recipe) : null),
    });
    page = await browser.newPage({ viewport: VIEWPORT });
  });
  afterEach(async () => {
    await page.close();
    await gallery.close();
  });

  async function hang(query = '?motion=off') {
    await page.goto(`${gallery.url}/screen/1${query}`);
    return screenShows(page, 1);
  }

  /** The op that sets one lever of the ridge. */
  function restyle(lever: number, index: number) {
    const { word } = gallery.snapshot().state.tokens[RIDGE]!;
    const style = decodeWord(word);
    const levers = style.levers.map((value, i) => (i === lever ? index : value));
    return { op: 'style', token: RIDGE, word: encodeWord({ ...style, levers, revision: style.revision + 1 }) } as const;
  }

  const message = (overrides: Partial<Message> = {}): Message => ({
    token: RIDGE,
    by: `0x${'ab'.repeat(20)}`,
    text: 'The ridge is mine, and I like it at dusk.',
    link: 'https://example.org/ridge?from=wall',
    block: gallery.snapshot().state.block.number + 1,
    time: 1_700_000_000,
    ...overrides,
  });

  it('shows a restyle, through the pictures between, and tells the server when it is whole', async () => {
    await hang('');
    const before = await page.screenshot();
    const phases = await page.evaluateHandle(() => {
      const seen: (string | undefined)[] = [];
      new MutationObserver(() => seen.push(document.body.dataset.phase)).observe(document.body, {
        attributeFilter: ['data-phase'],
      });
      return seen;
    });
    gallery.change([restyle(0, 6)]);
    const shown = await screenShows(page, 2);
    expect(await phases.jsonValue()).toEqual(['morphing', 'showing']);
    expect(shown.stateHash).toBe(gallery.snapshot().stateHash);
    expect(shown.morphCompleteAt).toBeGreaterThan(shown.firstChangedFrameAt!);
    expect(gallery.asked.filter((path) => path.includes('/rasters/'))).toHaveLength(2 + 1 + 7);
    expect(await page.screenshot()).not.toEqual(before);
    await waitFor('the screen to say it is ready', () => gallery.ready.some(({ seq }) => seq === 2));
  });

  it('moves nothing for people who asked for less motion: one picture fades into the other', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await hang('');
    gallery.change([restyle(0, 6)]);
    const shown = await screenShows(page, 2);
    expect(shown.morphCompleteAt! - shown.firstChangedFrameAt!).toBeLessThan(2_000);
    expect(gallery.asked.filter((path) => path.includes('/rasters/'))).toHaveLength(2 + 1);
  });

  it('draws no frame for a new owner', async () => {
    await hang();
    // Whatever the page draws of itself when it is laid out.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const { frames } = (await readScreen(page))!;
    gallery.change([{ op: 'owner', token: RIDGE, owner: `0x${'cd'.repeat(20)}` }]);
    expect((await screenShows(page, 2)).frames).toBe(frames);
  });

  it('keeps its art while a raster is being painted, and shows the new one as soon as it is', async () => {
    await hang();
    const before = await page.screenshot();
    painting = false;
    gallery.change([restyle(0, 7)]);
    const asked = () => gallery.asked.filter((path) => path.includes('/rasters/')).length;
    await waitFor('the raster to be asked for twice', () => asked() >= 4);
    expect(await page.screenshot()).toEqual(before);
    painting = true;
    await screenShows(page, 2);
    expect(await page.screenshot()).not.toEqual(before);
  });

  it('catches up after a lost delta, a lost connection and a rebuilt state', async () => {
    await hang();
    gallery.change([restyle(0, 1)], { lose: true });
    gallery.change([restyle(0, 2)]);
    await screenShows(page, 3);

    gallery.change([restyle(0, 4)], { lose: true });
    gallery.disconnect();
    await screenShows(page, 4);

    gallery.rebuild();
    const rebuilt = await screenShows(page, 1);
    expect(rebuilt.stateHash).toBe(gallery.snapshot().stateHash);
  });

  it('shows the same pixels after the GPU lost everything', async () => {
    await hang();
    const before = await page.screenshot();
    await page.evaluate(async () => {
      const canvas = document.querySelector('canvas')!;
      const lost = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      const event = (name: string) => new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
      const gone = event('webglcontextlost');
      lost.loseContext();
      await gone;
      // A context can be restored once the event that told of its loss is over.
      await new Promise(requestAnimationFrame);
      const back = event('webglcontextrestored');
      lost.restoreContext();
      await back;
    });
    expect((await readScreen(page))?.contextLosses).toBe(1);
    expect(await page.screenshot()).toEqual(before);
    gallery.change([restyle(0, 1)]);
    await screenShows(page, 2);
    expect(await page.screenshot()).not.toEqual(before);
  });

  it('holds no more textures after a hundred restyles than its cache allows', async () => {
    await hang();
    for (let i = 0; i < 100; i++) {
      gallery.change([restyle(i % 2 ? 0 : 3, i % 2 ? i % 8 : i % 60)]);
    }
    const { seq } = gallery.snapshot();
    expect((await screenShows(page, seq)).textures).toBeLessThanOrEqual(64 + 2);
  });

  it('shows a message with its code, legible and on less than a fifth of the wall', async () => {
    await hang();
    gallery.change([{ op: 'feature', message: message({ text: '雪'.repeat(93) }) }]);
    const card = page.locator('#card[data-shown]');
    await card.waitFor();
    expect(await card.locator('.text').textContent()).toBe('雪'.repeat(93));
    expect(await card.locator('.from').textContent()).toBe('Ridge · 0xabab…abab');
    expect(await card.locator('.host').textContent()).toBe('example.org');
    expect(await card.locator('svg').getAttribute('aria-label')).toContain('https://example.org/ridge?from=wall');

    const vmin = VIEWPORT.height / 100;
    const box = (await card.boundingBox())!;
    expect(box.width * box.height).toBeLessThan(0.2 * VIEWPORT.width * VIEWPORT.height);
    expect((await card.locator('svg').boundingBox())!.width).toBeGreaterThanOrEqual(9 * vmin);
    const sizes = await card
      .locator('p')
      .evaluateAll((lines) => lines.map((line) => Number.parseFloat(getComputedStyle(line).fontSize)));
    expect(Math.min(...sizes) / vmin).toBeGreaterThan(2.19);
  });

  it('leads nowhere but to the gallery from a message without a safe link', async () => {
    await hang();
    gallery.change([{ op: 'feature', message: message({ link: 'javascript:alert(1)' }) }]);
    const code = page.locator('#card[data-shown] svg');
    expect(await code.getAttribute('aria-label')).toBe('QR code of https://gallery.example/visit/1');
  });

  it('takes a cleared message down', async () => {
    await hang();
    gallery.change([{ op: 'feature', message: message() }]);
    await page.locator('#card[data-shown]').waitFor();
    gallery.change([{ op: 'unfeature', token: RIDGE }]);
    await page.locator('#card:not([data-shown])').waitFor({ state: 'attached' });
  });

  it('takes down at once what the house keeps back, and keeps the state of the chain', async () => {
    await hang();
    const said = message();
    gallery.change([{ op: 'feature', message: said }]);
    await page.locator('#card[data-shown]').waitFor();
    gallery.curate({ named: [messageId(1, said)] });
    await page.locator('#card:not([data-shown])').waitFor({ state: 'attached' });
    expect((await readScreen(page))?.stateHash).toBe(gallery.snapshot().stateHash);
    expect(gallery.snapshot().state.messages).toEqual([said]);
  });

  it('says nothing in hours of quiet', async () => {
    await hang();
    const hour = (from: number) => `${String((new Date().getUTCHours() + from + 24) % 24).padStart(2, '0')}:00`;
    gallery.curate({ quiet: { from: hour(-1), to: hour(2), zone: 'UTC' } });
    const { seq } = gallery.change([{ op: 'feature', message: message() }]);
    await screenShows(page, seq);
    expect(await page.locator('#card[data-shown]').count()).toBe(0);
  });

  it('lights a layer for as long as it is told, with whose it is, and is as before then', async () => {
    await hang();
    const before = await pictureOfArt(page);
    const isAsBefore = async () => (await pictureOfArt(page)).equals(before);
    gallery.spotlight(RIDGE, 60_000);
    await page.locator('#caption[data-shown]').getByText('Ridge').waitFor();
    await waitFor('the light to come', async () => !(await isAsBefore()));
    gallery.spotlight(RIDGE, 500);
    await waitFor('the light to go', isAsBefore);
  });

  it('says in a sentence that a work is unknown', async () => {
    await page.goto(`${gallery.url}/screen/9`);
    await page.getByText('There is no such work here.').waitFor();
  });
});
