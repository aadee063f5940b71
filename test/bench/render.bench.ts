/**
 * From a block to rasters and stills, without a chain, HTTP or a browser: the server's own state, services, painter,
 * store and compositing thread, told of blocks as the follower would tell them.
 *
 *     npm run bench:render
 *
 * The reference of a restyle is onnxruntime alone: bare runs of the same networks in this process, taking turns with the
 * restyles. That of a still is Skia alone: the same rasters drawn over one another, nothing else. Times are medians.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createCanvas, ImageData } from '@napi-rs/canvas';
import { composeStill } from '../../engine/composite/composeStill.js';
import { decodeRaster } from '../../engine/composite/encodeRaster.js';
import { encodeStill } from '../../engine/composite/encodeStill.js';
import { sampleLatent } from '../../engine/latent/code/sampleLatent.js';
import { createPainter, type Painter } from '../../engine/latent/createPainter.js';
import { loadModel } from '../../engine/latent/loadModel.js';
import { openOnnxSessions } from '../../engine/latent/openOnnxSessions.js';
import { sampleNoise } from '../../engine/latent/sampleNoise.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Scene } from '../../engine/scene/scene.js';
import { encodeWord, UNLIMITED_UPDATES } from '../../engine/scene/styleWord.js';
import { genesisManifest } from '../../server/world/genesis.js';
import { openRendering, plainWork, type Rendering, type Restyle } from '../harness/openRendering.js';
import { sampleMoment } from '../harness/sampleMoment.js';

const CANVAS = { width: 1024, height: 1024 };
const LAYERS = 7;
const RESTYLES = 11;
const FLOOD = 1000;
/** Of Genesis: as many pixels as 512 × 512. */
const STILL = { width: 648, height: 405 };
const STILLS = 40;
const RECIPES = 10_000;
const SEED: Hex = `0x${'5e'.repeat(32)}`;
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SCRIPT = new URL('../../engine/latent/paintWorker.js', import.meta.url);

interface Work {
  /** Asked for and not answered. */
  pending: number;
  /** Pictures, each once. */
  painted: number;
}

const folder = await mkdtemp(join(tmpdir(), 'pentimento-bench-'));
const load = (loadavg()[0] ?? 0).toFixed(1);
console.log(`${cpus().length} cores of ${cpus()[0]?.model}, under a load of ${load} when it began\n`);
try {
  const painter = await openPainter(join(ROOT, 'engine/models/house'));
  const work: Work = { pending: 0, painted: 0 };
  const rendering = await openRendering(counted(painter, work), plainWork(painter, LAYERS, CANVAS), folder);
  const bare = await measureRestyles(rendering, work);
  await measureFlood('in one block', rendering, work, bare, 1);
  await measureFlood('in 100 blocks', rendering, work, bare, 100);
  await measureIdleness();
  await measureStills(rendering, painter);
  await rendering.close();
  await measureMemory();
} finally {
  // A raster may still be being written.
  await rm(folder, { recursive: true, maxRetries: 5 });
}

function openPainter(modelFolder: string): Promise<Painter> {
  const workers = Math.max(1, cpus().length - 1);
  const now = () => performance.now();
  return createPainter({ modelFolder, workers, script: SCRIPT, maxQueued: 256, patience: 60_000, now });
}

function counted(painter: Painter, work: Work): Painter {
  const known = new WeakSet<Raster>();
  return {
    ...painter,
    async paint(...asked) {
      work.pending += 1;
      try {
        const raster = await painter.paint(...asked);
        // Whoever asks for the same picture meanwhile gets the same raster.
        if (!known.has(raster)) work.painted += 1;
        known.add(raster);
        return raster;
      } finally {
        work.pending -= 1;
      }
    },
  };
}

/** One layer is restyled to a picture that was never painted. @returns milliseconds of the bare networks */
async function measureRestyles(rendering: Rendering, work: Work): Promise<number> {
  const bareRun = await openBareRun();
  const times: { bare: number[]; ready: number[]; ways: number[] } = { bare: [], ready: [], ways: [] };
  for (let round = 0; round <= RESTYLES; round++) {
    await idle(rendering, work);
    const alone = await timed(() => bareRun(round));
    const seen = performance.now();
    await rendering.block([{ index: 2, coarse: 100 + round, fine: 0 }]);
    await shownPainted(rendering);
    const done = performance.now() - seen;
    await idle(rendering, work);
    // The first warms up.
    if (round === 0) continue;
    times.bare.push(alone);
    times.ready.push(done);
    times.ways.push(performance.now() - seen);
  }
  const [inference, restyle, ways] = [median(times.bare), median(times.ready), median(times.ways)];
  console.log(`one layer of ${LAYERS} restyled, ${CANVAS.width} × ${CANVAS.height}`);
  console.log(row('reference: its networks alone', `${inference.toFixed(1)} ms`));
  console.log(row('block seen → raster stored', `${restyle.toFixed(1)} ms`, `×${(restyle / inference).toFixed(2)}`));
  console.log(row('  of it inference', `${((100 * inference) / restyle).toFixed(0)} %`));
  console.log(row('block seen → the seven on the way to it painted too', `${ways.toFixed(0)} ms`));
  return inference;
}

async function openBareRun(): Promise<(variant: number) => Promise<unknown>> {
  const model = await loadModel(join(ROOT, 'engine/models/house'));
  const sessions = await openOnnxSessions(model);
  const { layers, wDimension, noise } = model.file;
  const fields = new Map(noise.map(({ input, resolution }) => [input, sampleNoise(SEED, 0, input, resolution)]));
  return async (variant) => {
    const w = await sessions.map(sampleLatent(SEED, variant), 1);
    const ws = Float32Array.from({ length: layers * wDimension }, (_, i) => w[i % wDimension] as number);
    return sessions.upscale(await sessions.synthesise(ws, fields), model.rasterSize);
  };
}

/** Every token again and again, so that most styles are overtaken at once. */
async function measureFlood(
  title: string,
  rendering: Rendering,
  work: Work,
  bare: number,
  blocks: number,
): Promise<void> {
  await idle(rendering, work);
  const restyles = Array.from({ length: FLOOD }, (_, n): Restyle => {
    return { index: 1 + (n % LAYERS), coarse: n % 256, fine: blocks === 1 ? 1 : 2 };
  });
  const before = work.painted;
  const delay = await startedMonitor();
  const seen = performance.now();
  for (let block = 0; block < blocks; block++) {
    const share = FLOOD / blocks;
    await rendering.block(restyles.slice(block * share, (block + 1) * share));
  }
  await shownPainted(rendering);
  const ready = performance.now() - seen;
  await idle(rendering, work);
  delay.disable();
  console.log(`\n${FLOOD} restyles of ${LAYERS} tokens ${title}`);
  console.log(row('reference: the networks for each of them', `${((FLOOD * bare) / 1000).toFixed(1)} s`));
  console.log(row('block seen → the newest of each token stored', `${(ready / 1000).toFixed(2)} s`));
  console.log(row('pictures painted, with the ways to the newest', String(work.painted - before)));
  console.log(row('event loop held up meanwhile', ...lag(delay)));
}

/** What of the lag is the machine's. */
async function measureIdleness(): Promise<void> {
  const delay = await startedMonitor();
  await wait(2000);
  delay.disable();
  console.log(row('reference: the event loop with nothing to do', ...lag(delay)));
}

async function measureStills(rendering: Rendering, painter: Painter): Promise<void> {
  const scene = genesisScene(painter);
  const rasters = new Map<number, Raster>();
  for (const { token, recipe } of scene.layers) {
    rasters.set(token, await decodeRaster(await rendering.rasters.png(recipe, 'preview')));
  }
  const times: { composed: number[]; encoded: number[]; skia: number[] } = { composed: [], encoded: [], skia: [] };
  for (let n = 0; n <= STILLS; n++) {
    const start = cpuTime();
    const still = composeStill(scene, rasters, { width: STILL.width });
    const composed = cpuTime();
    await encodeStill(still, 'webp');
    const encoded = cpuTime();
    drawWithSkia(rasters);
    const skia = cpuTime() - encoded;
    if (n === 0) continue;
    times.composed.push(composed - start);
    times.encoded.push(encoded - start);
    times.skia.push(skia);
  }
  const [skia, composed, encoded] = [median(times.skia), median(times.composed), median(times.encoded)];
  const rate = (time: number) => `${(1000 / time).toFixed(0)} a second`;
  console.log(`\nstills of Genesis, ${STILL.width} × ${STILL.height}, from cached rasters, in CPU time`);
  console.log(row('reference: Skia alone, the rasters drawn', `${skia.toFixed(1)} ms`, rate(skia)));
  console.log(row('composed', `${composed.toFixed(1)} ms`, rate(composed), `×${(composed / skia).toFixed(2)}`));
  console.log(row('composed and encoded as WebP', `${encoded.toFixed(1)} ms`, rate(encoded)));
}

/** Of every thread of this process, milliseconds: an encoder has its own, and other programs take none of it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function genesisScene(painter: Painter): Scene {
  const manifest = genesisManifest(painter.model);
  const tokens = [manifest.master, ...manifest.layers];
  const words = tokens.map(({ levers }) =>
    encodeWord({
      levers: levers.map((lever) => lever.default),
      revision: 0,
      updatesLeft: UNLIMITED_UPDATES,
      frozen: false,
    }),
  );
  return evaluateScene({ manifest, words, seeds: tokens.map(() => SEED), moment: sampleMoment });
}

function drawWithSkia(rasters: ReadonlyMap<number, Raster>): void {
  const context = createCanvas(STILL.width, STILL.height).getContext('2d');
  for (const { width, height, rgba } of rasters.values()) {
    const source = createCanvas(width, height);
    source.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
    context.drawImage(source, 0, 0, STILL.width, STILL.height);
  }
  context.getImageData(0, 0, STILL.width, STILL.height);
}

/** The tiny model: what is kept for a recipe is the same as of a large one, but for the size of the pictures. */
async function measureMemory(): Promise<void> {
  const painter = await openPainter(join(ROOT, 'test/fixtures/tinyModel'));
  const work: Work = { pending: 0, painted: 0 };
  const rendering = await openRendering(counted(painter, work), plainWork(painter, 2, CANVAS), join(folder, 'tiny'));
  const delay = await startedMonitor();
  const memory: string[] = [];
  for (let n = 1; work.painted < RECIPES; n++) {
    await rendering.block([1, 2].map((index) => ({ index, coarse: n % 256, fine: n >> 8 })));
    await idle(rendering, work);
    if (work.painted >= memory.length * 2000) memory.push(residentMegabytes());
  }
  delay.disable();
  await rendering.close();
  console.log(`\n${RECIPES} recipes of the tiny model, painted, encoded and stored`);
  console.log(row('MB resident, from the first, after each 2,000', memory.join(', ')));
  console.log(row('event loop held up meanwhile', ...lag(delay)));
}

/** After what is garbage has been collected. */
function residentMegabytes(): string {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
}

/** Every layer's picture is stored. */
async function shownPainted(rendering: Rendering): Promise<void> {
  await Promise.all(rendering.scene().layers.map(({ recipe }) => rendering.rasters.png(recipe, 'live')));
}

/** Also the ways to what is shown are painted. */
async function idle(rendering: Rendering, work: Work): Promise<void> {
  await shownPainted(rendering);
  while (work.pending > 0) await wait(2);
}

async function startedMonitor(): Promise<IntervalHistogram> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  // Its first sample is as long as whatever ran before it.
  await wait(20);
  delay.enable();
  return delay;
}

function lag(delay: IntervalHistogram): string[] {
  const [p99, most] = [delay.percentile(99), delay.max].map((nanoseconds) => (nanoseconds / 1e6).toFixed(1));
  return [`p99 ${p99} ms`, `most ${most} ms`];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function row(title: string, ...cells: string[]): string {
  return `  ${title.padEnd(52)}${cells.map((cell) => cell.padStart(14)).join('')}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
