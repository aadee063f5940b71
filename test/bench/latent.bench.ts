/**
 * What a raster costs on one core: each network of a model alone, against Python's onnxruntime on the same files in the
 * same run, taking turns; then the painter, recipe to pixels.
 *
 *     npm run bench:latent
 *
 * Times are medians, of the networks in processor time, which other work on the machine changes little; a ratio above 1
 * is ours being faster. The kernels are the same; what is left of a difference is that onnxruntime-node copies every output
 * into a buffer that it zeroes first, and that a run goes once round Node's event loop. The model is $MODEL_DIR or the house's. Python is $PYTHON, the training's own (`.venv`)
 * or `python3`, whichever has onnxruntime. PyTorch runs no ONNX file, so it is not measured.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Z_DIMENSION } from '../../engine/latent/code/sampleLatent.js';
import { createPainter, type Painter } from '../../engine/latent/createPainter.js';
import { loadModel } from '../../engine/latent/loadModel.js';
import { openOnnxSessions } from '../../engine/latent/openOnnxSessions.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import { countMacs } from '../harness/countMacs.js';

const ROUNDS = 15;
const RASTERS = 12;
/** Of the compiled file, dist/test/bench. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SCRIPT = new URL('../../engine/latent/paintWorker.js', import.meta.url);

interface Network {
  title: string;
  path: string;
  feeds: Record<string, Tensor>;
  /** Runs in a turn: enough of a quick one to be measured well. */
  runs: number;
  ours: () => Promise<unknown>;
  /** Milliseconds of processor time of each run. */
  times: { ours: number[]; theirs: number[] };
}

/** Python's onnxruntime. */
interface Reference {
  version: string;
  measure(path: string, runs: number): Promise<number[]>;
  end(): void;
}

const model = await loadModel(process.env.MODEL_DIR ?? join(ROOT, 'engine/models/house'));
const { file } = model;
const networks = await openNetworks();
const reference = await openReference();

for (let round = 0; round <= ROUNDS; round++) {
  for (const { path, runs, ours, times } of networks) {
    const [our, their] = [await measure(ours, runs), (await reference?.measure(path, runs)) ?? []];
    // The first round warms up.
    if (round === 0) continue;
    times.ours.push(...our);
    times.theirs.push(...their);
  }
}
reference?.end();
await report();
await reportBatches();
for (const workers of [1, 2]) await reportPainter(workers);

async function openNetworks(): Promise<Network[]> {
  const sessions = await openOnnxSessions(model);
  const [z, ws] = [wave(Z_DIMENSION), wave(file.layers * file.wDimension)];
  const noise = new Map(file.noise.map(({ input, resolution }) => [input, wave(resolution ** 2)]));
  const noiseFeeds = file.noise.map(({ input, resolution: r }) => [input, tensor(wave(r ** 2), 1, 1, r, r)]);
  const rgba = wave(4 * file.resolution ** 2);
  const used = file.upscalers.filter(({ output }) => output <= model.rasterSize);
  const times = () => ({ ours: [], theirs: [] });
  return [
    {
      title: 'mapping',
      path: file.files.mapping.path,
      feeds: { z: tensor(z, 1, Z_DIMENSION), class: new Tensor('int64', BigInt64Array.of(0n), [1]) },
      runs: 30,
      ours: () => sessions.map(z, 0),
      times: times(),
    },
    {
      title: `synthesis ${file.resolution}²`,
      path: file.files.synthesis.path,
      feeds: { ws: tensor(ws, 1, file.layers, file.wDimension), ...Object.fromEntries(noiseFeeds) },
      runs: 4,
      ours: () => sessions.synthesise(ws, noise),
      times: times(),
    },
    ...used.slice(0, 1).map(({ path, input, output }) => ({
      title: `upscale to ${output}²`,
      path,
      feeds: { rgba: tensor(rgba, 1, 4, input, input) },
      runs: 4,
      ours: () => sessions.upscale(rgba, output),
      times: times(),
    })),
  ];
}

async function openReference(): Promise<Reference | null> {
  const candidates = [process.env.PYTHON, join(ROOT, '.venv/bin/python'), 'python3'];
  const python = candidates.find((command) => command && spawnSync(command, ['-c', 'import onnxruntime']).status === 0);
  if (!python) {
    console.log('No Python with onnxruntime was found, so nothing is compared. Name one by PYTHON=…, or:');
    console.log('  python3 -m venv .venv');
    console.log('  .venv/bin/pip install -r engine/training/requirements.txt\n');
    return null;
  }
  const script = join(ROOT, 'test/bench/onnxruntimeReference.py');
  const child: ChildProcessWithoutNullStreams = spawn(python, [script, model.folder]);
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ended before it answered`);
    return String(value);
  };
  const version = await read();
  return {
    version,
    async measure(path, runs) {
      child.stdin.write(`${path} ${runs}\n`);
      return JSON.parse(await read());
    },
    end: () => child.stdin.end(),
  };
}

async function measure(run: () => Promise<unknown>, runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times;
}

async function report(): Promise<void> {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(
    `${file.name} ${file.version} on one thread of ${cpus()[0]?.model}, load ${load} on ${cpus().length} cores`,
  );
  if (reference) console.log(`reference: Python's onnxruntime ${reference.version} on the same files`);
  console.log(line('', 'GMAC', 'ours', 'GMAC/s', 'reference', 'ratio'));
  const whole = { gmac: 0, ours: 0, theirs: 0 };
  for (const { title, path, feeds, times } of networks) {
    const gmac = (await countMacs(join(model.folder, path), feeds)) / 1e9;
    const [ours, theirs] = [median(times.ours), median(times.theirs)];
    whole.gmac += gmac;
    whole.ours += ours;
    whole.theirs += theirs;
    console.log(row(title, gmac, ours, theirs));
  }
  console.log(row('a raster', whole.gmac, whole.ours, whole.theirs));
}

function row(title: string, gmac: number, ours: number, theirs: number): string {
  const [reference, ratio] = theirs > 0 ? [`${theirs.toFixed(2)} ms`, (theirs / ours).toFixed(2)] : ['—', '—'];
  return line(title, gmac.toFixed(4), `${ours.toFixed(2)} ms`, ((gmac / ours) * 1000).toFixed(1), reference, ratio);
}

function line(title: string, ...cells: string[]): string {
  return title.padEnd(20) + cells.map((cell) => cell.padStart(12)).join('');
}

/** Whether several pictures a run would pay: they are painted one a run, which keeps bytes independent of company. */
async function reportBatches(): Promise<void> {
  const counts = [1, 4];
  const times: number[][] = counts.map(() => []);
  const opened: { session: InferenceSession; feeds: Record<string, Tensor>[] }[] = [];
  for (const { path, feeds } of networks.slice(1)) {
    const session = await InferenceSession.create(join(model.folder, path), { intraOpNumThreads: 1 });
    opened.push({ session, feeds: counts.map((count) => repeated(feeds, count)) });
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, count] of counts.entries()) {
      const start = performance.now();
      for (const { session, feeds } of opened) await session.run(feeds[i] as Record<string, Tensor>);
      if (round > 0) times[i]?.push((performance.now() - start) / count);
    }
  }
  for (const { session } of opened) await session.release();
  const [one, four] = times.map(median) as [number, number];
  console.log(`\nfour pictures a run: ${four.toFixed(1)} ms each, ×${(one / four).toFixed(2)} of one a run`);
}

function repeated(feeds: Record<string, Tensor>, count: number): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { data, dims }]) => {
      const values = Float32Array.from({ length: data.length * count }, (_, i) => Number(data[i % data.length]));
      return [name, tensor(values, count, ...dims.slice(1))];
    }),
  );
}

async function reportPainter(workers: number): Promise<void> {
  const before = process.memoryUsage.rss();
  const painter = await createPainter({
    modelFolder: model.folder,
    workers,
    script: SCRIPT,
    maxQueued: RASTERS,
    patience: 60_000,
    now: () => performance.now(),
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  // The monitor's first sample is as long as whatever ran before it.
  await wait(20);
  delay.enable();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const asked = Array.from({ length: RASTERS }, (_, n) =>
      painter.paint(recipeOf(painter, round * RASTERS + n), 'live'),
    );
    await Promise.all(asked);
    times.push((performance.now() - start) / RASTERS);
  }
  delay.disable();
  const alone = networks.reduce((sum, network) => sum + median(network.times.ours), 0);
  const megabytes = (process.memoryUsage.rss() - before) / workers / 2 ** 20;
  const painted = median(times);
  console.log(
    `painter, ${workers} thread${workers === 1 ? ' ' : 's'}: ${painted.toFixed(1)} ms a raster, ×${(alone / painted).toFixed(2)} ` +
      `of its networks alone; event loop held up ${(delay.percentile(99) / 1e6).toFixed(1)} ms (p99); ` +
      `${megabytes.toFixed(0)} MB a thread`,
  );
  await painter.close();
}

/** No w twice, so that the mapping is paid for in every picture. */
function recipeOf({ model: { sha256, classes } }: Painter, n: number): LatentRecipe {
  return {
    kind: 'latent',
    model: sha256,
    class: classes[n % classes.length] as string,
    seed: `0x${'5e'.repeat(32)}`,
    coarse: n,
    middle: n,
    fine: n,
    partner: 0,
    mix: 0,
    truncation: 800,
    noise: { variant: 0, strength: 255 },
    position: [],
    directions: [],
  };
}

function wave(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 1.7) * 1.4);
}

function tensor(values: Float32Array, ...dims: number[]): Tensor {
  return new Tensor('float32', values, dims);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
