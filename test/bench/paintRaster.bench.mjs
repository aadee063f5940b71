/**
 * What a raster costs: the networks alone at one and at four pictures a run, then the painter with one and two threads
 * (recipe to RGBA bytes), how long the caller's event loop was held up meanwhile, and what a thread takes of memory.
 *
 *     npm run build && node test/bench/paintRaster.bench.mjs [model folder]
 *
 * Ratios are to the networks alone, one picture a run, measured in the same run.
 */

import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createPainter } from '../../dist/engine/latent/createPainter.js';
import { loadModel } from '../../dist/engine/latent/loadModel.js';

const RUNS = 24;
const ROUNDS = 5;
const RASTERS = 20;
const root = fileURLToPath(new URL('../..', import.meta.url));
const modelFolder = process.argv[2] ?? join(root, 'engine/models/house');
const script = new URL('../../dist/engine/latent/paintWorker.js', import.meta.url);

const model = await loadModel(modelFolder);
console.log(`${model.file.name} ${model.file.version}, rasters of ${model.rasterSize} × ${model.rasterSize}`);

const [alone, four] = await networksAlone([1, 4]);
report('networks alone, 1 a run', alone);
report('networks alone, 4 a run', four);
for (const workers of [1, 2]) await throughPainter(workers);

/** Milliseconds a picture, synthesis and upscalers, for each count of pictures a run; the counts take turns. */
async function networksAlone(counts) {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' };
  const networks = [];
  for (const { path } of [model.file.files.synthesis, ...model.file.upscalers]) {
    networks.push(await InferenceSession.create(join(modelFolder, path), options));
  }
  const times = counts.map(() => []);
  for (let run = 0; run < RUNS; run++) {
    for (const [i, count] of counts.entries()) {
      let inputs = feedsOf(count);
      const start = performance.now();
      for (const network of networks) inputs = { rgba: (await network.run(inputs))[network.outputNames[0]] };
      times[i].push((performance.now() - start) / count);
    }
  }
  for (const network of networks) await network.release();
  return times;
}

function feedsOf(count) {
  const wave = (...shape) => {
    const length = shape.reduce((a, b) => a * b);
    return new Tensor(
      'float32',
      Float32Array.from({ length }, (_, i) => Math.sin(i * 1.7) * 1.4),
      shape,
    );
  };
  const noise = model.file.noise.map(({ input, resolution }) => [input, wave(count, 1, resolution, resolution)]);
  return { ws: wave(count, model.file.layers, model.file.wDimension), ...Object.fromEntries(noise) };
}

async function throughPainter(workers) {
  const before = process.memoryUsage.rss();
  const painter = await createPainter({ modelFolder, workers, script, maxQueued: RASTERS });
  const recipe = (variant) => ({
    kind: 'latent',
    model: painter.model.sha256,
    class: painter.model.classes[variant % painter.model.classes.length],
    seed: `0x${'5e'.repeat(32)}`,
    coarse: variant,
    middle: variant,
    fine: variant,
    partner: 0,
    mix: 0,
    truncation: 800,
    directions: [],
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  // The monitor's first sample is as long as whatever ran before it.
  await wait(20);
  delay.enable();
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const rasters = Array.from({ length: RASTERS }, (_, n) => painter.paint(recipe(round * RASTERS + n), 'live'));
    await Promise.all(rasters);
    times.push((performance.now() - start) / RASTERS);
  }
  delay.disable();
  report(`painter, ${workers} thread${workers === 1 ? '' : 's'}`, times);
  const megabytes = (process.memoryUsage.rss() - before) / workers / 2 ** 20;
  const [most, rule] = [delay.max / 1e6, delay.percentile(50) / 1e6];
  console.log(
    `  event loop held up ${most.toFixed(1)} ms at most, ${rule.toFixed(1)} ms as a rule (1 ms is the timer's)`,
  );
  console.log(`  ${megabytes.toFixed(0)} MB a thread`);
  await painter.close();
}

/** The median, and the least: what a core gives that has nothing else to do. */
function report(what, times) {
  const row = [median, least].map(
    (of) => `${of(times).toFixed(1).padStart(6)} ms ×${(of(times) / of(alone)).toFixed(2)}`,
  );
  console.log(`${what.padEnd(24)} ${row[0]} a raster,${row[1]} at best`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function least(values) {
  return Math.min(...values);
}
