import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Raster } from '../../engine/scene/raster.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { openBrowser } from '../harness/openBrowser.js';
import { type Gallery, openGallery } from '../harness/openGallery.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { recordFrames } from '../harness/recordFrames.js';
import { sampleManifest } from '../harness/sampleManifest.js';
import { waitFor } from '../harness/waitFor.js';

const SIZE = 16;
const VIEWPORT = { width: 320, height: 200 };
const RIDGE = 2;
/** A name that is not localhost: what comes from it by plain http is no secure context. */
const LAN = 'wall.lan';

/** A picture of many colours, of which the variant decides the red. */
function paint(recipe: Recipe): Raster {
  const coarse = recipe.kind === 'latent' ? recipe.coarse : 0;
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4).map((_, i) => [coarse * 30, (i * 7) % 256, i % 199, 255][i % 4]!);
  return { width: SIZE, height: SIZE, rgba };
}

let browser: Browser;
let gallery: Gallery;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser([`--host-resolver-rules=MAP ${LAN} 127.0.0.1`]);
});
afterAll(() => browser?.close());

beforeEach(async () => {
  gallery = await openGallery({ manifest: sampleManifest(), rasterSize: SIZE, paint });
  context = await browser.newContext({ viewport: VIEWPORT });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await gallery.close();
});

async function hang(query = '?motion=off', origin = gallery.url) {
  await page.goto(`${origin}/screen/1${query}`);
  return screenShows(page, 1);
}

/** The same gallery once more, at the same address, with what happened meanwhile. */
async function restartGallery() {
  const { work, url } = gallery;
  gallery = await openGallery({
    manifest: work.description.manifest,
    rasterSize: SIZE,
    paint,
    work,
    port: Number(new URL(url).port),
  });
}

function restyle(lever: number, index: number) {
  const { word } = gallery.snapshot().state.tokens[RIDGE]!;
  const style = decodeWord(word);
  const levers = style.levers.map((value, i) => (i === lever ? index : value));
  return { op: 'style', token: RIDGE, word: encodeWord({ ...style, levers, revision: style.revision + 1 }) } as const;
}

/** From here on no time passes in the page, in those that come after it neither, until it is resumed. */
async function stopTime() {
  await page.clock.install();
  // Later than it is there, and sooner than anything it does now and then is due.
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** Waits until the machine holds the page itself. */
const pageIsKept = () =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  });
/** The art as a person would see it once it has faded in, without the cards beside it. */
async function settledPicture() {
  await page.evaluate(() => document.getElementById('slots')?.setAttribute('hidden', ''));
  await page.waitForFunction(() => document.getAnimations().length === 0);
  return page.screenshot();
}
/** Marks this very page, so that a reload is noticed. */
const mark = () => page.evaluate(() => document.body.setAttribute('data-mark', 'here'));
const isMarked = () => page.evaluate(() => document.body.dataset.mark === 'here').catch(() => false);

describe('a wall that nobody attends', () => {
  it('starts from its own disk to the art it showed last, without any network', async () => {
    await hang();
    gallery.change([restyle(0, 6)]);
    await screenShows(page, 2);
    const before = await settledPicture();
    await pageIsKept();

    await gallery.close();
    await context.setOffline(true);
    // No timer of the page fires: it does not wait for a network that gives no answer.
    await stopTime();
    await page.reload();
    await screenShows(page, 2);
    expect(await settledPicture()).toEqual(before);
    await context.setOffline(false);
    await restartGallery();
  });

  it('shows, once it is back, what happened while it was away', async () => {
    await hang();
    await pageIsKept();
    await gallery.close();
    await page.reload();
    await screenShows(page, 1);
    for (let i = 1; i < 8; i++) gallery.work.change([restyle(0, i)]);
    await restartGallery();
    await waitFor('the wall to hear of it', async () => (await readScreen(page))?.shownSeq === 8);
    expect((await readScreen(page))?.stateHash).toBe(gallery.snapshot().stateHash);
  });

  it('fetches anew what its disk has spoiled', async () => {
    await hang();
    const before = await settledPicture();
    await page.evaluate(async () => {
      const disk = await caches.open('rasters');
      for (const request of await disk.keys()) {
        const kept = (await disk.match(request))!;
        const bytes = new Uint8Array(await kept.arrayBuffer());
        bytes[bytes.length >> 1]! ^= 0xff;
        await disk.put(request, new Response(bytes, { headers: kept.headers }));
      }
    });
    gallery.asked.length = 0;
    await page.reload();
    await screenShows(page, 1);
    expect(gallery.asked.filter((path) => path.includes('/rasters/'))).toHaveLength(2);
    expect(await settledPicture()).toEqual(before);

    gallery.asked.length = 0;
    await page.reload();
    await screenShows(page, 1);
    expect(gallery.asked.filter((path) => path.includes('/rasters/'))).toHaveLength(0);
  });

  it('believes no raster that was spoiled on its way', async () => {
    let isSpoiled = true;
    await page.route('**/rasters/**', async (route) => {
      if (!isSpoiled) return route.continue();
      const response = await route.fetch();
      const body = await response.body();
      body[body.length >> 1]! ^= 0xff;
      await route.fulfill({ response, body });
    });
    await page.goto(`${gallery.url}/screen/1?motion=off`);
    await waitFor(
      'it to be asked for again',
      () => gallery.asked.filter((path) => path.includes('/rasters/')).length > 6,
    );
    expect((await readScreen(page))?.phase).toBe('loading');
    isSpoiled = false;
    await screenShows(page, 1);
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('shows the same pixels after the GPU lost everything three times in a row', async () => {
    await hang('');
    const before = await settledPicture();
    await page.evaluate(async () => {
      const canvas = document.querySelector('canvas')!;
      const lost = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      const event = (name: string) => new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
      for (let i = 0; i < 3; i++) {
        const gone = event('webglcontextlost');
        lost.loseContext();
        await gone;
        await new Promise(requestAnimationFrame);
        const back = event('webglcontextrestored');
        lost.restoreContext();
        await back;
      }
    });
    expect((await readScreen(page))?.contextLosses).toBe(3);
    expect(await settledPicture()).toEqual(before);
  });

  it('is never black while its server is killed and started again, and changes after that', async () => {
    await hang('');
    await settledPicture();
    const frames = recordFrames(page);
    await gallery.close();
    await waitFor('the wall to notice', async () => (await readScreen(page))?.connection === 'down');
    await frames.more();
    await restartGallery();
    await waitFor('the wall to be back', async () => (await readScreen(page))?.connection === 'up');
    await frames.more();
    gallery.change([restyle(0, 5)]);
    await screenShows(page, 2);
    await frames.more();
    expect(await frames.stop()).toBe(0);
  });

  it('changes to a new build between two transitions, and goes back to the one before when it does not work', async () => {
    await hang('');
    await pageIsKept();
    await mark();
    gallery.publish('0123456789abcdef');
    await stopTime();
    gallery.change([restyle(0, 6)]);
    await waitFor('the morph to begin', async () => (await readScreen(page))?.phase === 'morphing');
    await page.evaluate(async () => {
      const known = await navigator.serviceWorker.ready;
      await known.update();
      // Until the new build is whole, and waits for nothing but the page.
      while (known.installing)
        await new Promise((resolve) => known.installing?.addEventListener('statechange', resolve));
    });
    // It would take over within a few of these.
    for (let look = 0; look < 20; look++) expect(await isMarked()).toBe(true);
    expect(await readScreen(page)).toMatchObject({ phase: 'morphing' });
    await page.clock.resume();
    await waitFor('the new build', async () => !(await isMarked()));
    await screenShows(page, 2);
    const served = () =>
      page.evaluate(async () => (await (await caches.open('build notes')).match('/serving'))!.json());
    expect((await served()).version).toBe('0123456789abcdef');

    for (let start = 0; start < 4; start++) await page.reload();
    await screenShows(page, 2);
    expect((await served()).version).not.toBe('0123456789abcdef');
  });

  it('shows the art on a local network over plain http, where browsers keep nothing and make no keys', async () => {
    const origin = `http://${LAN}:${new URL(gallery.url).port}`;
    await hang('', origin);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    gallery.change([restyle(0, 6)]);
    await screenShows(page, 2);
  });

  it('tells how it is doing', async () => {
    await hang();
    const health = await page.evaluate(() => window.__pentimento?.health);
    expect(health).toMatchObject({ contextLosses: 0, rebuilds: 0, version: expect.stringMatching(/\.js$/) });
  });
});
