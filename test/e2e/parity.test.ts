import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { composeStill } from '../../engine/composite/composeStill.js';
import type { Op } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import { leverMax } from '../../engine/scene/leverValue.js';
import { BLEND_MODES, CORNERS, type Manifest } from '../../engine/scene/manifest.js';
import { momentOf } from '../../engine/scene/moment.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { LatentRecipe, Recipe } from '../../engine/scene/recipe.js';
import type { Scene } from '../../engine/scene/scene.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { composeReference } from '../harness/composeReference.js';
import { openBrowser } from '../harness/openBrowser.js';
import { type Gallery, openGallery } from '../harness/openGallery.js';
import { pictureOfArt } from '../harness/pictureOfArt.js';
import { screenShows } from '../harness/readScreen.js';

/** Little enough that neither still nor screen shrinks a raster to below half. */
const SIZE = 48;
const WIDTH = 160;
const HEIGHT = 100;
const RANDOM_SCENES = 50;

jest.setTimeout(600_000);

const select = (label: string, bind: string, values: readonly string[]) => ({
  label,
  bind,
  type: 'select',
  options: values.map((value) => ({ label: value, value })),
});
const range = (label: string, bind: string, min: number, max: number, step: number, start: number) => ({
  label,
  bind,
  type: 'range',
  min,
  max,
  step,
  default: (start - min) / step,
});
const composition = range('Composition', 'latent.coarse', 0, 3, 1, 0);

function work(title: string, master: object[], layers: object[]): Manifest {
  return checkManifest({
    format: 'pentimento/1',
    title,
    artist: 'The house',
    description: '',
    licence: 'CC0-1.0',
    canvas: { width: 1600, height: 1000, background: '#305070' },
    model: { name: 'none', sha256: 'ab'.repeat(32), signature: 'min_G max_D E[f(D(G(z)) − D(x))]' },
    master: { title, levers: master },
    layers,
  });
}

function layer(cls: string, blend: string, box: object, levers: object[]) {
  const picture = { kind: 'latent', class: cls };
  return { title: cls, picture, variants: 4, box, blend, levers: [composition, ...levers] };
}

/**
 * Every blend mode in a grid, each patch with every alpha from its middle to its edge, over a ground of every alpha from
 * top to bottom. One lever moves every patch's opacity.
 */
const matrix = work(
  'Every blend',
  [select('Light', 'work.light', ['noon', 'gold'])],
  [
    layer('veil', 'normal', { x: 800, y: 500, width: 1600, height: 1000 }, []),
    ...BLEND_MODES.map((blend, i) =>
      layer('patch', blend, { x: 200 + (i % 4) * 400, y: 125 + Math.floor(i / 4) * 250, width: 400, height: 250 }, [
        range('Opacity', 'opacity', 0, 100, 5, 100),
      ]),
    ),
  ],
);

/** Everything that decides pixels, by levers. */
const everything = work(
  'Everything',
  [
    select('Light', 'work.light', Object.keys(LIGHTS)),
    select('Palette', 'work.palette', Object.keys(PALETTES)),
    range('Grain', 'work.grain', 0, 100, 5, 0),
    select('Signature', 'work.signature', ['off', ...CORNERS]),
  ],
  [
    layer('ground', 'normal', { x: 800, y: 500, width: 1620, height: 1020 }, []),
    ...Array.from({ length: 9 }, (_, i) =>
      layer(i % 3 ? 'patch' : 'ground', 'normal', { x: 800, y: 500, width: 900, height: 600, fade: (i % 4) / 6 }, [
        range('Across', 'placement.x', -600, 600, 7, -600),
        range('Down', 'placement.y', -400, 400, 7, -400),
        range('Size', 'placement.scale', 40, 160, 5, 40),
        { label: 'Turn', bind: 'placement.rotation', type: 'angle', steps: 36 },
        { label: 'Mirror', bind: 'placement.mirror', type: 'bool' },
        { label: 'Hue', bind: 'colour.hue', type: 'angle', steps: 36 },
        range('Saturation', 'colour.saturation', 0, 200, 10, 100),
        range('Contrast', 'colour.contrast', 50, 150, 10, 100),
        range('Opacity', 'opacity', 20, 100, 5, 100),
        select('Blend', 'blend', BLEND_MODES),
        { label: 'Shown', bind: 'visible', type: 'bool', default: 1 },
      ]),
    ),
  ],
);

/** Every picture once: for the screen, the still and the reference, in scene after scene. */
const pictures = new Map<string, Raster>();

function paint(recipe: Recipe): Raster {
  const { class: cls, coarse } = recipe as LatentRecipe;
  const picture = pictures.get(`${cls} ${coarse}`) ?? paintPicture(cls, coarse);
  pictures.set(`${cls} ${coarse}`, picture);
  return picture;
}

/** Colours that change slowly enough for 48 texels, under alphas that a class decides. */
function paintPicture(cls: string, coarse: number): Raster {
  const alphaOf: Record<string, (u: number, v: number) => number> = {
    ground: () => 1,
    veil: (_, v) => v,
    patch: (u, v) => Math.max(0, 1 - 2 * Math.hypot(u - 0.5, v - 0.5)),
  };
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const [u, v] = [x / (SIZE - 1), y / (SIZE - 1)];
      const wave = (turns: number, phase: number) => 127.5 + 127.5 * Math.sin(2 * Math.PI * (u * turns + v + phase));
      const alpha = 255 * (alphaOf[cls]?.(u, v) ?? 1);
      rgba.set([wave(1, coarse / 7), wave(0.5, 0.3 + coarse / 5), wave(1.5, 0.7), alpha], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, rgba };
}

/** Numbers below a limit, the same at every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('the screen', () => {
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

  async function hang(manifest: Manifest) {
    gallery = await openGallery({ manifest, rasterSize: SIZE, paint });
    page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
    await page.goto(`${gallery.url}/screen/1?motion=off`);
    await screenShows(page, 1);
  }

  function sceneNow(manifest: Manifest): Scene {
    const { state } = gallery.snapshot();
    const words = state.tokens.map(({ word }) => word as Hex);
    return evaluateScene({ manifest, words, seeds: gallery.seeds, moment: momentOf(state.restyled, 0) });
  }

  /** How many pixels of what the screen shows, and of the still, agree with the reference to 3/255. */
  async function agreements(manifest: Manifest) {
    const scene = sceneNow(manifest);
    const rasters = new Map(scene.layers.map(({ token, recipe }) => [token, paint(recipe)]));
    const screen = PNG.sync.read(await pictureOfArt(page)).data;
    const still = composeStill(scene, rasters, { width: WIDTH }).rgba;
    const reference = composeReference(scene, rasters, { width: WIDTH }).rgba;
    return {
      'screen and reference': shareWithin(3, screen, reference),
      'still and reference': shareWithin(3, still, reference),
    };
  }

  /** The op that sets a token's levers. */
  function restyle(token: number, levers: number[]): Op {
    const style = decodeWord(gallery.snapshot().state.tokens[token]!.word as Hex);
    return { op: 'style', token, word: encodeWord({ ...style, levers, revision: style.revision + 1 }) };
  }

  it.each([100, 70, 25])(
    'composes all sixteen modes under every alpha of source and backdrop at opacity %i %%',
    async (percent) => {
      await hang(matrix);
      gallery.change(BLEND_MODES.map((_, i) => restyle(i + 2, [i % 4, percent / 5])));
      await screenShows(page, 2);
      expectAgreement(await agreements(matrix));
    },
  );

  it(`shows ${RANDOM_SCENES} random scenes as the reference and the still do`, async () => {
    await hang(everything);
    const random = randomNumbers(20_261_122);
    for (let i = 0; i < RANDOM_SCENES; i++) {
      gallery.change(
        [everything.master, ...everything.layers].map(({ levers }, token) =>
          restyle(
            token,
            levers.map((lever) => random(leverMax(lever) + 1)),
          ),
        ),
      );
      await screenShows(page, i + 2);
      expectAgreement({ ...(await agreements(everything)), scene: i });
    }
  });
});

function expectAgreement(agreement: Record<string, number>) {
  const { scene, ...shares } = agreement;
  const below = Object.entries(shares).filter(([, share]) => share < 0.995);
  expect({ scene, below }).toEqual({ scene, below: [] });
}

/** The share of pixels in which no channel differs by more than `most`, of 255. */
function shareWithin(most: number, a: Uint8Array | Uint8ClampedArray, b: Uint8ClampedArray): number {
  let within = 0;
  for (let i = 0; i < a.length; i += 4) {
    if ([0, 1, 2].every((c) => Math.abs(a[i + c]! - b[i + c]!) <= most)) within++;
  }
  return within / (a.length / 4);
}
