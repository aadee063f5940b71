import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { framesOfWalk } from '../../cli/export/framesOf.js';
import { decodeRaster, encodeRaster } from '../../engine/composite/encodeRaster.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import { framesIn } from '../harness/framesIn.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { runCli } from '../harness/runCli.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { tinyManifest } from '../harness/tinyManifest.js';
import { waitFor } from '../harness/waitFor.js';

const SIZE = 24;
/** Steps, of a second each: more than pass until the walk is exported, so that it does not come round. */
const PERIOD = 300;
/** A red disc on nothing. */
const lantern = {
  width: SIZE,
  height: SIZE,
  rgba: new Uint8ClampedArray(
    Array.from({ length: SIZE ** 2 }, (_, i) => {
      const inside = Math.hypot((i % SIZE) - SIZE / 2 + 0.5, Math.floor(i / SIZE) - SIZE / 2 + 0.5) < SIZE / 2;
      return [230, 20, 10, inside ? 255 : 0];
    }).flat(),
  ),
};

const folder = mkdtempSync(join(tmpdir(), 'pentimento-living-'));
let chain: TestChain;
let server: RunningServer;
let sha256: string;

beforeAll(async () => {
  const png = await encodeRaster(lantern);
  sha256 = createHash('sha256').update(png).digest('hex');
  const assets = join(folder, 'data/assets');
  mkdirSync(assets, { recursive: true });
  writeFileSync(join(assets, sha256), png);
  const [sky] = tinyManifest().layers;
  const manifest = checkManifest({
    ...tinyManifest(),
    motion: { stepSeconds: 1 },
    assets: {
      lantern: {
        sha256,
        type: 'image/png',
        bytes: png.length,
        width: SIZE,
        height: SIZE,
        credit: 'The house',
        licence: 'CC0-1.0',
      },
    },
    layers: [
      { ...sky, walk: { path: 'circle', axes: [0, 1], radius: 4, period: PERIOD } },
      {
        title: 'Lantern',
        picture: { kind: 'image', asset: 'lantern' },
        box: { x: 160, y: 100, width: 100, height: 100 },
        levers: [{ label: 'Opacity', bind: 'opacity', type: 'range', min: 0, max: 100, step: 50, default: 2 }],
      },
    ],
  });
  chain = await openChain(manifest);
  server = await startServer({ dataFolder: join(folder, 'data'), env: chain.env });
});
afterAll(async () => {
  await server?.end('SIGKILL');
  await chain?.end();
  rmSync(folder, { recursive: true, force: true });
});

const bytesAt = async (path: string) => Buffer.from(await (await fetch(server.url + path)).arrayBuffer());
const pixelAt = async (query: string, x: number, y: number) => {
  const { width, rgba } = await decodeRaster(await bytesAt(`/api/works/1/still.png?width=320${query}`));
  return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
};

test('a layer of an image is served texel for texel, and stands in the still over what is painted', async () => {
  const raster = await decodeRaster(await bytesAt(recipeUrl(1, { kind: 'image', sha256 })));
  expect([...raster.rgba]).toEqual([...lantern.rgba]);
  expect(await pixelAt('', 160, 100)).toEqual([230, 20, 10]);
  expect(await pixelAt('', 60, 100)).not.toEqual([230, 20, 10]);
});

test('an owner moves a layer of an image by its levers', async () => {
  await chain.restyle(2, [{ lever: 0, index: 0 }]);
  await waitFor('the lantern to be gone', async () => String(await pixelAt('', 160, 100)) !== '230,20,10');
});

test('the walk of a moving work is exported as the very still of every step', async () => {
  const { restyled } = (await (await fetch(`${server.url}/api/works/1/state`)).json()).state;
  const steps = () => Math.floor(Date.now() / 1000 - restyled.time);
  await waitFor('three steps', () => steps() > 3);
  const to = join(folder, 'walk.webp');
  const run = await runCli(['export', '--walk', '--server', server.url, '--to', to, '--width', '64', '--frames', '4']);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('4 frames of 64 × 40') });
  const stillOf = (_: unknown, step: number) =>
    bytesAt(`/api/works/1/still.webp?width=64&block=${restyled.number}&step=${step}`);
  const stills = (await Promise.all(Array.from({ length: steps() + 1 }, stillOf))).flatMap(framesIn);
  const frames = framesIn(readFileSync(to));
  // It ends at the step that it was when it was exported, which the exporter alone knows.
  const walks = stills.map((_, last) => framesOfWalk(restyled.number, last, 4).map(({ step }) => stills[step]));
  expect(walks).toContainEqual(frames);
  expect(new Set(frames).size).toBeGreaterThan(1);
});
