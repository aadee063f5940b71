/**
 * Shows what owners can make of the demo works, to be looked at: for each a sheet of 24 states drawn at random within its
 * levers' bounds, at random hours, and one of its first state through a day of chain time. `npm run sheets`
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { createCanvas } from '@napi-rs/canvas';
import { addressesOf } from '../engine/chain/deployContracts.js';
import { canvasOf } from '../engine/composite/canvasOf.js';
import { composeStill } from '../engine/composite/composeStill.js';
import { createPainter, type Painter } from '../engine/latent/createPainter.js';
import { evaluateScene, type SceneInput } from '../engine/scene/evaluateScene.js';
import { layerSeed } from '../engine/scene/layerSeed.js';
import { firstWord } from '../engine/scene/leverValue.js';
import { momentOf } from '../engine/scene/moment.js';
import type { Raster } from '../engine/scene/raster.js';
import { tokenIdOf } from '../engine/scene/tokenId.js';
import { readConfig } from '../server/config/readConfig.js';
import { demoWallets } from '../server/world/demoWallets.js';
import { demoWorks } from '../server/world/demoWorks.js';
import { drawsOf } from '../server/world/drawsOf.js';
import { randomState } from '../test/harness/randomWork.js';

const STATES = 24;
/** Pictures of a day: one every two hours. */
const HOURS = Array.from({ length: 12 }, (_, i) => 2 * i);
const MIDNIGHT = Date.UTC(2026, 5, 21) / 1000;
/** Pixels. */
const SHEET_WIDTH = 1400;
const GAP = 6;
const GROUND = '#161616';
const JPEG_QUALITY = 72;

const painter = await createPainter({
  modelFolder: readConfig(process.env).modelFolder,
  workers: availableParallelism(),
  script: new URL('../engine/latent/paintWorker.js', import.meta.url),
  maxQueued: 64,
  patience: 120_000,
  now: () => performance.now(),
});
try {
  const { layerToken } = addressesOf(demoWallets().artist.address);
  for (const [i, { manifest, entropy }] of demoWorks(painter.model).entries()) {
    const tokens = [manifest.master, ...manifest.layers];
    const seeds = tokens.map((_, index) => layerSeed(layerToken, entropy, tokenIdOf(i + 1, index)));
    const draw = drawsOf(manifest.title);
    const random = Array.from({ length: STATES }, () => randomState(draw, { manifest, seeds }));
    const words = tokens.map(({ levers }) => firstWord(levers));
    const day = HOURS.map((hour) => {
      const block = { number: 1, hash: entropy, time: MIDNIGHT + hour * 3600 };
      return { manifest, seeds, words, moment: momentOf(block, 0) };
    });
    const name = manifest.title.toLowerCase().replaceAll(' ', '-');
    const isWide = manifest.canvas.width > manifest.canvas.height;
    await writeFile(`docs/${name}-states.jpg`, await sheetOf(painter, random, isWide ? 4 : 8));
    await writeFile(`docs/${name}-day.jpg`, await sheetOf(painter, day, isWide ? 4 : 6));
  }
} finally {
  await painter.close();
}

/** Scenes of one work, row by row. */
async function sheetOf(painter: Painter, scenes: readonly SceneInput[], columns: number): Promise<Uint8Array> {
  const stills: Raster[] = [];
  const width = Math.floor((SHEET_WIDTH - GAP * (columns + 1)) / columns);
  for (const scene of scenes) stills.push(await stillOf(painter, scene, width));
  const height = stills[0]?.height ?? 0;
  const rows = Math.ceil(stills.length / columns);
  const sheet = createCanvas(SHEET_WIDTH, rows * (height + GAP) + GAP);
  const context = sheet.getContext('2d');
  context.fillStyle = GROUND;
  context.fillRect(0, 0, sheet.width, sheet.height);
  stills.forEach((still, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    context.drawImage(canvasOf(still), GAP + column * (width + GAP), GAP + row * (height + GAP));
  });
  return sheet.encode('jpeg', JPEG_QUALITY);
}

async function stillOf(painter: Painter, input: SceneInput, width: number): Promise<Raster> {
  const scene = evaluateScene(input);
  const shown = scene.layers.filter(({ visible }) => visible);
  const rasters = await Promise.all(
    shown.map(async ({ token, recipe }) => [token, await painter.paint(recipe, 'preview')] as const),
  );
  return composeStill(scene, new Map(rasters), { width });
}
