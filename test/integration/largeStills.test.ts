import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { composeStill } from '../../engine/composite/composeStill.js';
import { decodeRaster } from '../../engine/composite/encodeRaster.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE, LARGE_SIDE, type RasterSide } from '../../engine/scene/rasterSide.js';
import { openStillComposer } from '../../server/stills/openStillComposer.js';
import { StillService } from '../../server/stills/stillService.js';
import { openRendering, plainWork, type Rendering } from '../harness/openRendering.js';
import { closePainters, openPainter, pixelHash } from '../harness/tinyPainter.js';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'pentimento-large-'));
const composer = openStillComposer({ script: pathToFileURL(join(ROOT, 'dist/server/stills/stillWorker.js')) });
let painter: Painter;
let rendering: Rendering;
let stills: StillService;

beforeAll(async () => {
  painter = await openPainter({ modelFolder: join(ROOT, 'engine/models/house') });
  rendering = await openRendering(painter, plainWork(painter, 2, { width: 1600, height: 900 }), folder);
  stills = new StillService(rendering.rasters, composer, rendering.painter);
});

afterAll(async () => {
  await composer.close();
  await rendering?.close();
  await closePainters();
  rmSync(folder, { recursive: true, force: true });
});

/** The names of all rasters in the store. */
const stored = () =>
  readdirSync(join(folder, 'rasters'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.png'))
    .map((path) => path.slice(path.lastIndexOf('/') + 1, -'.png'.length));

const still = async (width: number) =>
  decodeRaster(await stills.still({ scene: rendering.scene(), width, format: 'png' }, 'live'));

/** The scene's still of rasters of one side. */
async function composed(side: RasterSide, width: number) {
  const scene = rendering.scene();
  const rasters = scene.layers.map(
    async ({ token, recipe }) => [token, await painter.paint(recipe, 'live', undefined, side)] as const,
  );
  return composeStill(scene, new Map(await Promise.all(rasters)), { width });
}

test('a still of 320 pixels is made of rasters of 256, and one of 1,600 of rasters of 1024', async () => {
  const names = (side: RasterSide) => rendering.scene().layers.map(({ recipe }) => rasterName(recipe, side));

  const small = await still(320);
  expect(stored()).toEqual(expect.arrayContaining(names(FIRST_SIDE)));
  expect(stored().filter((name) => name.endsWith('-1024'))).toEqual([]);
  expect(pixelHash(small)).toBe(pixelHash(await composed(FIRST_SIDE, 320)));

  const large = await still(1600);
  expect(stored()).toEqual(expect.arrayContaining(names(LARGE_SIDE)));
  expect(pixelHash(large)).toBe(pixelHash(await composed(LARGE_SIDE, 1600)));
});
