import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { composePixels } from '../../engine/composite/composeStill.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { BLEND_MODES } from '../../engine/scene/manifest.js';
import { momentOf } from '../../engine/scene/moment.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { composeReference } from '../harness/composeReference.js';
import { openBrowser } from '../harness/openBrowser.js';
import { type Gallery, openGallery } from '../harness/openGallery.js';
import { screenShows } from '../harness/readScreen.js';

/** Little enough that neither still nor screen shrinks a raster to below half. */
const SIZE = 48;
const WIDTH = 240;
const HEIGHT = 150;

jest.setTimeout(60_000);

/** A ground of every colour, and over it a layer of each blend mode in a grid, in turn turned, mirrored and coloured. */
const manifest = checkManifest({
  format: 'pentimento/1',
  title: 'Every blend',
  artist: 'The house',
  description: '',
  licence: 'CC0-1.0',
  canvas: { width: 1600, height: 1000, background: '#305070' },
  model: { name: 'none', sha256: 'ab'.repeat(32) },
  master: {
    title: 'Every blend',
    levers: [
      {
        label: 'Light',
        bind: 'work.light',
        type: 'select',
        options: [
          { label: 'Gold', value: 'gold' },
          { label: 'Noon', value: 'noon' },
        ],
      },
    ],
  },
  layers: [
    layer('ground', 'normal', { x: 800, y: 500, width: 1504, height: 944 }, []),
    ...BLEND_MODES.map((blend, i) =>
      layer('patch', blend, { x: 210 + (i % 4) * 395, y: 130 + Math.floor(i / 4) * 245, width: 330, height: 210 }, [
        { label: 'Turn', bind: 'placement.rotation', type: 'angle', steps: 36, default: i % 3 === 1 ? 3 : 0 },
        { label: 'Mirror', bind: 'placement.mirror', type: 'bool', default: i % 2 },
        { label: 'Hue', bind: 'colour.hue', type: 'angle', steps: 36, default: i % 4 === 2 ? 7 : 0 },
        { label: 'Opacity', bind: 'opacity', type: 'range', min: 0, max: 100, step: 5, default: i % 5 === 3 ? 13 : 20 },
      ]),
    ),
  ],
});

function layer(cls: string, blend: string, box: object, levers: object[]) {
  const variant = { label: 'Composition', bind: 'latent.coarse', type: 'range', min: 0, max: 3, step: 1 };
  return { title: cls, picture: { kind: 'latent', class: cls }, variants: 4, box, blend, levers: [variant, ...levers] };
}

/** Colours that change slowly enough for 48 texels, and for a patch every alpha from 0 to 255. */
function paint(recipe: Recipe): Raster {
  const { class: cls, coarse } = recipe.kind === 'latent' ? recipe : recipe.to;
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const [u, v] = [x / (SIZE - 1), y / (SIZE - 1)];
      const wave = (turns: number, phase: number) => 127.5 + 127.5 * Math.sin(2 * Math.PI * (u * turns + v + phase));
      const alpha = cls === 'ground' ? 255 : 255 * (1 - Math.hypot(u - 0.5, v - 0.5) / Math.SQRT1_2);
      rgba.set([wave(1, coarse / 7), wave(0.5, 0.3), wave(1.5, 0.7), alpha], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, rgba };
}

describe('the screen', () => {
  let browser: Browser;
  let gallery: Gallery;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    gallery = await openGallery({ manifest, rasterSize: SIZE, paint });
    page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
    await page.goto(`${gallery.url}/screen/1?motion=off`);
    await screenShows(page, 1);
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  function composed(compose: typeof composeReference): Uint8ClampedArray {
    const { tokens, restyled } = gallery.snapshot().state;
    const words = tokens.map(({ word }) => word);
    const scene = evaluateScene({ manifest, words, seeds: gallery.seeds, moment: momentOf(restyled, 0) });
    return compose(scene, new Map(scene.layers.map(({ token, recipe }) => [token, paint(recipe)])), { width: WIDTH })
      .rgba;
  }

  // The still keeps eight bits a channel between layers, and smooths the edges of turned ones.
  it.each([
    ['the reference', composeReference, { most: 3, share: 0.995 }],
    ['the still', composePixels, { most: 6, share: 0.99 }],
  ])('composes all sixteen blend modes like %s', async (_, compose, { most, share }) => {
    const { data } = PNG.sync.read(await page.screenshot());
    expect(shareWithin(most, data, composed(compose))).toBeGreaterThan(share);
  });
});

/** The share of pixels in which no channel differs by more than `most`, of 255. */
function shareWithin(most: number, a: Uint8Array, b: Uint8ClampedArray): number {
  let within = 0;
  for (let i = 0; i < a.length; i += 4) {
    if ([0, 1, 2].every((c) => Math.abs(a[i + c]! - b[i + c]!) <= most)) within++;
  }
  return within / (a.length / 4);
}
