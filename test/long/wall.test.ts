import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { seededDraw } from '../faults/seededDraw.js';
import { type LoneBrowser, openBrowser, openLoneBrowser } from '../harness/openBrowser.js';
import { type Gallery, openGallery } from '../harness/openGallery.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { waitFor } from '../harness/waitFor.js';

const SIZE = 32;
const RESTYLES = 10_000;
const WARM_UP = 1_000;
const MIB = 2 ** 20;

jest.setTimeout(3_600_000);

const variants = (label: string, bind: string) => ({ label, bind, type: 'range', min: 0, max: 15, step: 1 });
/** Four layers of 4,096 pictures each: far more than any cache of the screen holds. */
const manifest = checkManifest({
  format: 'pentimento/1',
  title: 'Months',
  artist: 'The house',
  description: '',
  licence: 'CC0-1.0',
  canvas: { width: 256, height: 256, background: '#305070' },
  model: { name: 'none', sha256: 'ab'.repeat(32) },
  master: { title: 'Months', levers: [] },
  layers: Array.from({ length: 4 }, (_, i) => ({
    title: `Layer ${i}`,
    picture: { kind: 'latent', class: 'patch' },
    variants: 16,
    box: { x: 128, y: 64 + i * 40, width: 200, height: 120 },
    levers: [variants('A', 'latent.coarse'), variants('B', 'latent.middle'), variants('C', 'latent.fine')],
  })),
});

function paint(recipe: Recipe): Raster {
  const tone = recipe.kind === 'latent' ? recipe.coarse * 16 + recipe.middle : 7;
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4).map((_, i) => (i % 4 === 3 ? 255 : (tone + i * (i % 4)) & 255));
  return { width: SIZE, height: SIZE, rgba };
}

let browser: Browser;
let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  gallery = await openGallery({ manifest, rasterSize: SIZE, paint });
  page = await browser.newPage({ viewport: { width: 256, height: 256 } });
});
afterEach(async () => {
  await page.close();
  await gallery.close();
});

/** The op that sets a random layer's levers at random. */
function restyle(draw: (below: number) => number) {
  const token = 1 + draw(4);
  const style = decodeWord(gallery.snapshot().state.tokens[token]!.word);
  const levers = [draw(16), draw(16), draw(16)];
  return {
    op: 'style',
    token,
    word: encodeWord({ ...style, levers, revision: (style.revision + 1) % 65_536 }),
  } as const;
}

/**
 * Bytes of the JavaScript heap that are reachable, and how many textures there are. Before it looks, garbage is collected,
 * that of the page's threads too, which otherwise comes and goes by tens of megabytes.
 */
const lookInto = (lone: LoneBrowser) =>
  lone.look(async (page) => {
    const devtools = await page.context().newCDPSession(page);
    for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('Memory.simulatePressureNotification', { level: 'critical' });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    return { heap: usedSize, textures: (await readScreen(page))!.textures };
  });

/** Resident bytes of the process that runs the page, without the files of Chromium's own. */
function memoryOf(lone: LoneBrowser): number {
  const resident = lone.renderers().map((id) => {
    const kib = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
    return Number(kib) * 1024;
  });
  return Math.max(...resident);
}

it(`holds after ${RESTYLES} restyles what it held after ${WARM_UP}`, async () => {
  const draw = seededDraw(1);
  const lone = await openLoneBrowser(`${gallery.url}/screen/1?motion=off`, { width: 256, height: 256 });
  try {
    await waitFor('the wall to show the work', () => gallery.ready.length > 0, 60_000);
    let warm = { heap: 0, memory: 0, textures: 0 };
    // Looked into before it is measured, since that loads what looking needs.
    await lookInto(lone);
    const measure = async () => ({ ...(await lookInto(lone)), memory: memoryOf(lone) });
    for (let i = 1; i <= RESTYLES; i++) {
      const { seq } = gallery.change([restyle(draw)]);
      await waitFor('the wall to say that it shows it', () => gallery.ready.at(-1)?.seq === seq, 120_000, 2);
      gallery.ready.length = 1;
      gallery.asked.length = 0;
      if (i === WARM_UP) warm = await measure();
      if (i % 1_000 === 0) console.log(`${i} restyles: renderer ${(memoryOf(lone) / MIB).toFixed(0)} MiB`);
    }
    const end = await measure();
    const inWords = ({ heap, memory, textures }: typeof end) =>
      `heap ${(heap / MIB).toFixed(2)} MiB, renderer ${(memory / MIB).toFixed(0)} MiB, ${textures} textures`;
    console.log(`after ${WARM_UP}: ${inWords(warm)}; after ${RESTYLES}: ${inWords(end)}`);
    expect(end.textures).toBe(warm.textures);
    expect(Math.abs(end.heap / warm.heap - 1)).toBeLessThan(0.05);
    expect(end.memory - warm.memory).toBeLessThan(20 * MIB);
  } finally {
    await lone.close();
  }
});

it.each([1, 2, 3, 4, 5])('ends on the server’s state after storm %i, with morphs, traces and all', async (seed) => {
  const draw = seededDraw(seed);
  await page.goto(`${gallery.url}/screen/1`);
  await screenShows(page, 1);
  for (let i = 0; i < 40; i++) {
    gallery.change([restyle(draw)], { lose: draw(4) === 0 });
    if (draw(8) === 0) gallery.disconnect();
    if (draw(20) === 0) gallery.rebuild();
    await new Promise((resolve) => setTimeout(resolve, draw(400)));
  }
  const { seq, stateHash } = gallery.snapshot();
  const screen = await waitFor(
    'the wall to show the newest state',
    async () => {
      const now = await readScreen(page);
      return now?.shownSeq === seq && now.stateHash === stateHash ? now : null;
    },
    120_000,
  );
  expect(screen.stateHash).toBe(stateHash);
});

it('makes everything anew when a frame does not come that was due, and loads itself again when that is no help', async () => {
  const draw = seededDraw(9);
  await page.goto(`${gallery.url}/screen/1`);
  await screenShows(page, 1);
  await waitFor('the wall to be at rest', async () => !(await readScreen(page))?.isMoving);
  await page.evaluate(() => {
    document.body.dataset.mark = 'here';
    window.requestAnimationFrame = () => 0;
  });
  gallery.change([restyle(draw)]);
  await waitFor('a rebuild', async () => (await readScreen(page))?.health.rebuilds === 1, 60_000);
  gallery.change([restyle(draw)]);
  const isMarked = () => page.evaluate(() => document.body.dataset.mark === 'here').catch(() => true);
  await waitFor('the page to be loaded again', async () => !(await isMarked()), 120_000);
  await screenShows(page, 3);
});
