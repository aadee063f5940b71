/**
 * What a wall costs and how soon it answers, on a gallery without chain and model, so that the wall alone is measured:
 *
 *     npm run bench:display
 *
 * The references run in the same browser: a page that swaps one picture already decoded for another, as displays of flat
 * files do, and Canvas 2D, which composes the same twelve layers of 256² with blend modes of its own. The browser draws by
 * SwiftShader, without a GPU, on a canvas of 256².
 */
import { cpus } from 'node:os';
import type { Page } from 'playwright-core';
import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { openBrowser } from '../harness/openBrowser.js';
import { openGallery } from '../harness/openGallery.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { screenBundle } from '../harness/screenBundle.js';
import { waitFor } from '../harness/waitFor.js';

const SIZE = 256;
const LAYERS = 12;
const ROUNDS = 9;
const IDLE_MS = 10_000;
const MODES = ['normal', 'multiply', 'screen', 'overlay'] as const;

const manifest = checkManifest({
  format: 'pentimento/1',
  title: 'Twelve',
  artist: 'The house',
  description: '',
  licence: 'CC0-1.0',
  canvas: { width: 1024, height: 1024, background: '#305070' },
  model: { name: 'none', sha256: 'ab'.repeat(32) },
  master: { title: 'Twelve', levers: [] },
  layers: Array.from({ length: LAYERS }, (_, i) => ({
    title: `Layer ${i}`,
    picture: { kind: 'latent', class: 'patch' },
    variants: 4,
    box: { x: 300 + (i % 4) * 140, y: 300 + Math.floor(i / 4) * 200, width: 560, height: 560 },
    blend: MODES[i % MODES.length],
    levers: [{ label: 'Composition', bind: 'latent.coarse', type: 'range', min: 0, max: 3, step: 1 }],
  })),
});

/** Soft patches in the variant's colours. */
function paint(recipe: Recipe): Raster {
  const tone = recipe.kind === 'latent' ? recipe.coarse * 60 : 100;
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const alpha = 255 * Math.max(0, 1 - 2 * Math.hypot(x / SIZE - 0.5, y / SIZE - 0.5));
      rgba.set([tone, x, y, alpha], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, rgba };
}

const gallery = await openGallery({ manifest, rasterSize: SIZE, paint });
const browser = await openBrowser();

/** The op that gives a layer its next variant. */
function restyle(token: number) {
  const style = decodeWord(gallery.snapshot().state.tokens[token]!.word);
  const levers = [(style.levers[0]! + 1) % 2];
  return { op: 'style', token, word: encodeWord({ ...style, levers, revision: style.revision + 1 }) } as const;
}

const atRest = (page: Page) =>
  waitFor('the wall to be at rest', async () => {
    const screen = await readScreen(page);
    return screen && !screen.isMoving && screen.phase === 'showing';
  });

async function restyleOneLayer(page: Page): Promise<number> {
  await atRest(page);
  const { seq } = gallery.change([restyle(1)]);
  const { firstChangedFrameAt, heardAt } = await screenShows(page, seq);
  return (firstChangedFrameAt ?? Number.NaN) - (heardAt ?? Number.NaN);
}

/** From the swap of a decoded picture to the frame that shows it, milliseconds. */
async function swapPictures(page: Page, pictures: readonly string[]): Promise<number> {
  return page.evaluate(async (urls) => {
    const images = await Promise.all(
      urls.map(async (src) => {
        const image = new Image(256, 256);
        image.src = src;
        await image.decode();
        return image;
      }),
    );
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const begun = performance.now();
      document.body.replaceChildren(images[i % images.length] as HTMLImageElement);
      waits.push((await frame()) - begun);
    }
    return waits.sort((a, b) => a - b)[4] as number;
  }, pictures);
}

/** Of the page's thread, for twelve pictures over one another, milliseconds. */
async function composeInCanvas2d(page: Page, picture: string): Promise<number> {
  return page.evaluate(async (url) => {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob());
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 256;
    const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const costs: number[] = [];
    for (let round = 0; round < 41; round++) {
      const begun = performance.now();
      context.globalCompositeOperation = 'source-over';
      context.fillRect(0, 0, 256, 256);
      for (let i = 0; i < 12; i++) {
        context.globalCompositeOperation = (['source-over', 'multiply', 'screen', 'overlay'] as const)[i % 4]!;
        context.drawImage(bitmap, 75 + (i % 4) * 35 - 70, 75 + Math.floor(i / 4) * 50 - 70, 140, 140);
      }
      // Without a look at it nothing needs to be drawn.
      context.getImageData(0, 0, 1, 1);
      costs.push(performance.now() - begun);
    }
    return costs.sort((a, b) => a - b)[20] as number;
  }, picture);
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const row = (what: string, value: string, ratio = '') =>
  console.log(`${what.padEnd(62)} ${value.padStart(10)}  ${ratio}`);

try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await page.goto(`${gallery.url}/screen/1`);
  await screenShows(page, 1);
  // There and back once: from now on every raster is cached.
  for (let i = 0; i < 2; i++) await restyleOneLayer(page);

  const firstFrames: number[] = [];
  for (let i = 0; i < ROUNDS; i++) firstFrames.push(await restyleOneLayer(page));

  const all = () => manifest.layers.map((_, i) => restyle(i + 1));
  await atRest(page);
  gallery.change(all());
  await screenShows(page, gallery.snapshot().seq);
  await atRest(page);
  gallery.change(all());
  const morphed = await screenShows(page, gallery.snapshot().seq);
  const { frameMs } = morphed;

  gallery.asked.length = 0;
  await atRest(page);
  const delta = gallery.change([restyle(1)]);
  await screenShows(page, delta.seq);
  const asked = gallery.asked.filter((path) => path.includes('/rasters/')).length;
  const bytes = Buffer.byteLength(`42["delta",${JSON.stringify(delta)}]`);

  await atRest(page);
  const before = (await readScreen(page))!.frames;
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const idle = (await readScreen(page))!.frames - before;
  await page.close();

  const plain = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await plain.goto(`${gallery.url}/api/session`);
  const pictures = await Promise.all(
    [0, 1].map(async (coarse) => {
      const png = await encodeRaster(paint({ kind: 'latent', coarse } as Recipe));
      return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    }),
  );
  const swap = await swapPictures(plain, pictures);
  const canvas2d = await composeInCanvas2d(plain, pictures[0]!);

  const gzip = screenBundle().reduce((sum, file) => sum + file.gzip, 0);
  const firstFrame = median(firstFrames);
  console.log(`medians of ${ROUNDS}, ${cpus()[0]?.model}, ${cpus().length} cores, SwiftShader at ${SIZE}²`);
  row('reference: a decoded picture swapped → its frame', `${swap.toFixed(1)} ms`, '1.0 ×');
  row(
    'delta heard → first changed frame, raster cached (goal 150 ms)',
    `${firstFrame.toFixed(1)} ms`,
    `${(firstFrame / swap).toFixed(1)} ×`,
  );
  row('reference: twelve layers by Canvas 2D, the page’s thread', `${canvas2d.toFixed(2)} ms`, '1.0 ×');
  row(
    'a frame of a morph of twelve layers, the page’s thread',
    `${frameMs.toFixed(2)} ms`,
    `${(frameMs / canvas2d).toFixed(1)} ×`,
  );
  row('a restyle on the wire (goal 512 B)', `${bytes} B`);
  row('rasters asked for by a restyle whose pictures are cached', String(asked));
  row(`frames in ${IDLE_MS / 1000} s of rest (goal 0)`, String(idle));
  row('scripts of the screen, gzipped (goal 250 kB)', `${(gzip / 1000).toFixed(0)} kB`);
} finally {
  await browser.close();
  await gallery.close();
}
