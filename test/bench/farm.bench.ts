/**
 * What the farm costs and gives: `npm run bench:farm`.
 *
 * Rasters a second by one and two painter processes of one thread each, beside a pool of one thread in this process, which
 * paints the same recipes in turn with them; ten thousand sockets over two edges, told a change; and five thousand that come
 * back to one edge within ten seconds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { createPainter, type Painter } from '../../engine/latent/createPainter.js';
import { loadModel } from '../../engine/latent/loadModel.js';
import { openSharedRasterFolder } from '../../engine/latent/openSharedRasterFolder.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import { openFarmPainter } from '../../server/farm/openFarmPainter.js';
import { openRedis } from '../../server/farm/openRedis.js';
import { createThreadPainter } from '../../server/painting/createThreadPainter.js';
import type { RasterPainter } from '../../server/painting/rasterPainter.js';
import { openCrowd } from '../harness/crowd.js';
import { openFarm } from '../harness/openFarm.js';
import { openRedisServer } from '../harness/openRedisServer.js';
import { type RunningServer, startServer } from '../harness/startServer.js';

const ROOT = process.cwd();
const MODEL = join(ROOT, 'engine/models/house');
const SCRIPT = pathToFileURL(join(ROOT, 'dist/engine/latent/paintWorker.js'));
const ROUNDS = 7;
const RASTERS = 40;
const SOCKETS = 10_000;
const STORM = { count: 5000, over: 10_000 };

const log = pino({ enabled: false });
const now = () => performance.now();
const median = (values: readonly number[]) => at(values, 0.5);
const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const load = () => loadavg()[0]!.toFixed(1);
/** Recipes painted so far: none is painted twice. */
let recipes = 0;
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;

console.log(`${availableParallelism()} cores, load ${load()} at the start.\n`);
await benchPainters();
await benchSockets();

async function benchPainters(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-bench-'));
  const server = await openRedisServer();
  const redis = await openRedis(server.url, log);
  let ids = 0;
  const store = await openSharedRasterFolder(join(folder, 'rasters'), () => `bench-${ids++}`);
  const threads = await createPainter({
    modelFolder: MODEL,
    workers: 1,
    script: SCRIPT,
    maxQueued: 256,
    patience: 60_000,
    now,
  });
  const pool = createThreadPainter({ threads, store, log });
  const model = await loadModel(MODEL);
  const farm = openFarmPainter({ model, redis, store, fallback: null, maxQueued: 256, log, now });
  const startPainter = (name: string): Promise<RunningServer> =>
    startServer({
      dataFolder: join(folder, name),
      env: {
        ROLE: 'painter',
        PAINTERS: '1',
        MODEL_DIR: MODEL,
        REDIS_URL: server.url,
        RASTER_STORE: join(folder, 'rasters'),
      },
    });

  const first = await startPainter('one');
  const [inPool, byOne, alone] = [[], [], []] as number[][] as [number[], number[], number[]];
  // In turn, so that whatever else the machine does is spread over both.
  for (let round = 0; round < ROUNDS; round++) {
    inPool.push(await perRaster(pool, threads));
    byOne.push(await perRaster(farm, threads));
    alone.push((await oneAfterAnother(farm, threads)) - (await oneAfterAnother(pool, threads)));
  }
  const second = await startPainter('other');
  const byTwo: number[] = [];
  for (let round = 0; round < ROUNDS; round++) byTwo.push(await perRaster(farm, threads));

  console.log(`Rasters of the house model, the median of ${ROUNDS} rounds of ${RASTERS}, load ${load()}\n`);
  console.log(row('painted by', 'ms a raster', 'rasters a second', 'ratio'));
  console.log(row('---', '---', '---', '---'));
  const reference = median(inPool);
  for (const [name, times] of [
    ['a thread of this process (reference)', inPool],
    ['one painter process', byOne],
    ['two painter processes', byTwo],
  ] as const) {
    const took = median(times);
    console.log(row(name, took.toFixed(1), (1000 / took).toFixed(1), `${(took / reference).toFixed(2)} ×`));
  }
  console.log(`\nThe queue costs ${(median(byOne) - reference).toFixed(1)} ms a raster in throughput (goal ≤ 5),`);
  console.log(`and ${median(alone).toFixed(1)} ms a raster asked for one after another.\n`);

  await farm.close();
  await Promise.all([first.end(), second.end()]);
  await threads.close();
  redis.close();
  await server.end();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds a raster, of many asked for at once. */
async function perRaster(painter: RasterPainter, threads: Painter): Promise<number> {
  const begun = now();
  await Promise.all(Array.from({ length: RASTERS }, () => painter.paint(nextRecipe(threads), 'live')));
  return (now() - begun) / RASTERS;
}

/** Milliseconds from asking to having, with nothing else to do. */
async function oneAfterAnother(painter: RasterPainter, threads: Painter): Promise<number> {
  const count = 10;
  const begun = now();
  for (let n = 0; n < count; n++) await painter.paint(nextRecipe(threads), 'live');
  return (now() - begun) / count;
}

function nextRecipe({ model }: Painter): LatentRecipe {
  const n = recipes++;
  return {
    kind: 'latent',
    model: model.sha256,
    class: model.classes[n % model.classes.length] as string,
    seed: `0x${n.toString(16).padStart(64, '0')}`,
    coarse: 1,
    middle: 2,
    fine: 3,
    partner: 0,
    mix: 0,
    truncation: 800,
    noise: { variant: 0, strength: 255 },
    position: [],
    directions: [],
  };
}

async function benchSockets(): Promise<void> {
  const farm = await openFarm();
  // The crowds connect to the edges themselves: one address has too few ports for as many connections through nginx.
  const crowds = farm.edges.map(({ url }) => openCrowd(url));
  const connected = (await Promise.all(crowds.map((crowd) => crowd.connect(SOCKETS / 2, 20_000)))).flat();
  const refused = connected.filter((took) => took === null).length;
  console.log(`${SOCKETS} sockets over two edges: ${SOCKETS - refused} connected within 20 s, load ${load()}\n`);
  console.log(row('restyle', 'told', 'p50 ms', 'p99 ms', 'last ms', 'one state'));
  console.log(row('---', '---', '---', '---', '---', '---'));
  for (let restyle = 1; restyle <= 5; restyle++) {
    await Promise.all(crowds.map((crowd) => crowd.listen()));
    await farm.chain.restyle(1, [{ lever: 1, index: restyle }]);
    // Each edge looks at the chain by itself once a second: what is measured is from its first screen told to its last.
    const spreads = await Promise.all(
      crowds.map(async (crowd) => {
        const times = (await crowd.told(60_000)).filter((time) => time !== null);
        const first = Math.min(...times);
        return times.map((time) => time - first);
      }),
    );
    const spread = spreads.flat();
    const hashes = new Set((await Promise.all(crowds.map((crowd) => crowd.hashes()))).flat());
    const figures = [at(spread, 0.5), at(spread, 0.99), at(spread, 1)].map((ms) => ms.toFixed(0));
    console.log(row(String(restyle), `${spread.length} of ${SOCKETS}`, ...figures, hashes.size === 1 ? 'yes' : 'NO'));
  }
  const perSocket = await Promise.all(farm.edges.map((edge) => metricOf(edge, 'process_resident_memory_bytes')));
  console.log(`\nMemory of each edge with ${SOCKETS / 2} sockets: ${perSocket.map((bytes) => mib(bytes)).join(', ')}.`);
  await Promise.all(crowds.map((crowd) => crowd.end()));

  const edge = farm.edges[0] as RunningServer;
  await edge.end('SIGKILL');
  const begun = now();
  const restarted = await farm.startEdge(0);
  console.log(`An edge that was killed is ready again after ${((now() - begun) / 1000).toFixed(1)} s (goal ≤ 3).`);
  // What is read resets the histogram: from here on it is the storm's alone.
  await metricOf(restarted, 'nodejs_eventloop_lag_p99_seconds');
  const storm = openCrowd(restarted.url);
  const took = await storm.connect(STORM.count, STORM.over);
  const lag = await metricOf(restarted, 'nodejs_eventloop_lag_p99_seconds');
  const back = took.filter((ms): ms is number => ms !== null);
  console.log(
    `A storm of ${STORM.count} in ${STORM.over / 1000} s: ${back.length} have their state, p50 ${at(back, 0.5).toFixed(0)} ms, ` +
      `p99 ${at(back, 0.99).toFixed(0)} ms; the event loop's lag p99 ${(lag * 1000).toFixed(0)} ms (goal ≤ 250), load ${load()}.`,
  );
  await storm.end();
  await farm.end();
}

async function metricOf(server: RunningServer, name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
