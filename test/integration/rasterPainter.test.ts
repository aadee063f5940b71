import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { decodeRaster } from '../../engine/composite/encodeRaster.js';
import { PainterBusy, PainterClosed, PaintingWithdrawn, RecipeUnpaintable } from '../../engine/errors/painterErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import type { Priority } from '../../engine/latent/createPaintQueue.js';
import { loadModel } from '../../engine/latent/loadModel.js';
import { openSharedRasterFolder } from '../../engine/latent/openSharedRasterFolder.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import type { Raster } from '../../engine/scene/raster.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE, LARGE_SIDE } from '../../engine/scene/rasterSide.js';
import { openFarmPainter } from '../../server/farm/openFarmPainter.js';
import { openRedis, type Redis } from '../../server/farm/openRedis.js';
import { PREFIX, queueName } from '../../server/farm/paintJobs.js';
import { serveFarm } from '../../server/farm/serveFarm.js';
import { createThreadPainter } from '../../server/painting/createThreadPainter.js';
import type { RasterPainter } from '../../server/painting/rasterPainter.js';
import { describeWith, openRedisServer, type RedisServer } from '../harness/openRedisServer.js';
import { caught, closePainters, nthRecipe as nth, openPainter, pixelHash, TINY_MODEL } from '../harness/tinyPainter.js';
import { waitFor } from '../harness/waitFor.js';

const log = pino({ enabled: false });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const now = () => performance.now();

/** A painter to test, and the threads that paint for it in the end. */
interface Bench {
  painter: RasterPainter;
  store: RasterStore;
  threads: Painter;
  /** Lets the threads go on, which wait before each picture until they may. */
  open(): void;
  /** How many pictures wait, at the threads or on the way there. */
  waiting(): Promise<number>;
  /** What threads that waited have painted since, in this order. */
  painted: Priority[];
  close(): Promise<void>;
}

interface BenchOptions {
  maxQueued?: number;
  /** Whether threads wait until `open`; those of a farm always do. */
  held?: boolean;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-painter-'));
});
afterEach(async () => {
  await closePainters();
  rmSync(folder, { recursive: true, force: true });
});

let ids = 0;
const openStore = () => openSharedRasterFolder(folder, () => String(ids++));

/** Threads of which each picture waits for a gate. */
async function gatedThreads(
  maxQueued: number,
): Promise<Pick<Bench, 'threads' | 'open' | 'painted'> & { atGate: () => number }> {
  const threads = await openPainter({ workers: 1, maxQueued });
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let atGate = 0;
  const painted: Priority[] = [];
  const paint = async (...asked: Parameters<Painter['paint']>): Promise<Raster> => {
    atGate += 1;
    await gate;
    atGate -= 1;
    const raster = await threads.paint(...asked);
    painted.push(asked[1]);
    return raster;
  };
  return { threads: { ...threads, paint }, open, painted, atGate: () => atGate };
}

async function onThreads({ maxQueued = 64, held = false }: BenchOptions = {}): Promise<Bench> {
  const free = async () => ({
    threads: await openPainter({ maxQueued }),
    open: () => {},
    painted: [],
    atGate: () => 0,
  });
  const { threads, open, painted, atGate } = await (held ? gatedThreads(maxQueued) : free());
  const store = await openStore();
  const painter = createThreadPainter({ threads, store, log });
  return { painter, store, threads, open, waiting: async () => atGate(), painted, close: painter.close };
}

/** Edge and painter in one process, with a real Redis between them. */
async function onFarm(redis: Redis, { maxQueued = 64 }: BenchOptions = {}): Promise<Bench> {
  const { threads, open, painted, atGate } = await gatedThreads(64);
  const store = await openStore();
  const model = await loadModel(TINY_MODEL);
  const painter = openFarmPainter({ model, redis, store, fallback: null, maxQueued, log, now });
  const service = serveFarm({ threads, concurrency: 1, redis, store, log, report: () => {} });
  return {
    painter,
    store,
    threads,
    open,
    painted,
    async waiting() {
      return atGate() + (await redis.client.zCard(`${PREFIX}:${queueName(model)}:prioritized`));
    },
    async close() {
      open();
      await painter.close();
      await service.close();
      await threads.close();
    },
  };
}

function paintsLikeAnyOther(openBench: (options?: BenchOptions) => Promise<Bench>): void {
  let bench: Bench;
  afterEach(() => bench.close());
  const recipe = (n: number, change = {}) => nth(bench.threads, n, change);

  it('knows the model', async () => {
    bench = await openBench();
    expect(bench.painter.model).toMatchObject({ name: 'tiny', rasterSize: 32, classes: ['sky', 'figure'] });
  });

  it('gives the PNG of what the threads paint, and has stored it', async () => {
    bench = await openBench();
    bench.open();
    const png = await bench.painter.paint(recipe(1), 'live');
    const expected = await (await openPainter()).paint(recipe(1), 'live');
    expect(pixelHash(await decodeRaster(png))).toBe(pixelHash(expected));
    expect(sha256((await bench.store.get(recipeHash(recipe(1))))!)).toBe(sha256(png));
  });

  it('paints a recipe at each side asked for, and stores them under names of their own', async () => {
    bench = await openBench();
    bench.open();
    const sides = [FIRST_SIDE, LARGE_SIDE];
    const pngs = await Promise.all(sides.map((side) => bench.painter.paint(recipe(3), 'live', undefined, side)));
    const stored = await Promise.all(sides.map((side) => bench.store.get(rasterName(recipe(3), side))));
    expect(stored.map((png) => sha256(png!))).toEqual(pngs.map(sha256));
  });

  it('paints a recipe once for all who ask at the same time', async () => {
    bench = await openBench();
    const asked = [bench.painter.paint(recipe(5), 'preview'), bench.painter.paint({ ...recipe(5) }, 'live')];
    bench.open();
    const [a, b] = await Promise.all(asked);
    expect(a).toBe(b);
  });

  it('does not paint what everybody withdrew, and paints what one still wants', async () => {
    bench = await openBench();
    const withdrawn = new AbortController();
    const first = bench.painter.paint(recipe(0), 'live');
    const asked = [
      caught(bench.painter.paint(recipe(1), 'live', withdrawn.signal)),
      caught(bench.painter.paint(recipe(2), 'live', withdrawn.signal)),
      caught(bench.painter.paint(recipe(2), 'preview')),
    ];
    withdrawn.abort();
    bench.open();
    await first;
    expect(await Promise.all(asked)).toEqual([expect.any(PaintingWithdrawn), null, null]);
    expect(await bench.store.has(recipeHash(recipe(1)))).toBe(false);
    expect(await caught(bench.painter.paint(recipe(1), 'live', withdrawn.signal))).toBeInstanceOf(PaintingWithdrawn);
    expect(await caught(bench.painter.paint(recipe(1), 'live'))).toBeNull();
  });

  it('paints what is live before what was asked for earlier', async () => {
    bench = await openBench({ held: true });
    const first = bench.painter.paint(recipe(99), 'live');
    await waitFor('the first to be begun', async () => (await bench.waiting()) === 1);
    const priorities = ['preview', 'drift', 'ahead', 'live'] as const;
    const asked = priorities.map((priority, n) => bench.painter.paint(recipe(n), priority));
    await waitFor('all to wait', async () => (await bench.waiting()) === 5);
    bench.open();
    await Promise.all([first, ...asked]);
    expect(bench.painted).toEqual(['live', 'live', 'ahead', 'drift', 'preview']);
  });

  it('refuses previews when too many wait, lets them give way, and never refuses live', async () => {
    bench = await openBench({ maxQueued: 2 });
    const [, second, third] = [0, 1, 2].map((n) => caught(bench.painter.paint(recipe(n), 'preview')));
    const live = [3, 4, 5].map((n) => bench.painter.paint(recipe(n), 'live'));
    expect(await third).toBeInstanceOf(PainterBusy);
    expect(await second).toBeInstanceOf(PainterBusy);
    bench.open();
    expect(await Promise.all(live)).toHaveLength(3);
  });

  it('refuses another model and an unknown class before anything is painted', async () => {
    bench = await openBench();
    for (const change of [{ model: 'ab'.repeat(32) }, { class: 'sea' }])
      expect(await caught(bench.painter.paint(recipe(0, change), 'live'))).toBeInstanceOf(RecipeUnpaintable);
  });

  it('refuses everything once it is closed', async () => {
    bench = await openBench();
    bench.open();
    await bench.painter.paint(recipe(0), 'live');
    await bench.close();
    expect(await caught(bench.painter.paint(recipe(1), 'live'))).toBeInstanceOf(PainterClosed);
  });
}

describe('threads of this process', () => paintsLikeAnyOther(onThreads));

describeWith('redis-server')('painters behind a Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await openRedisServer();
    redis = await openRedis(server.url, log);
  });
  afterEach(() => server.command('FLUSHALL'));
  afterAll(async () => {
    redis?.close();
    await server?.end();
  });

  paintsLikeAnyOther((options) => onFarm(redis, options));

  describe('beyond what threads do', () => {
    let bench: Bench;
    afterEach(() => bench.close());

    it('paint what Redis forgot before it was begun', async () => {
      bench = await onFarm(redis);
      const asked = [0, 1, 2].map((n) => bench.painter.paint(nth(bench.threads, n), 'live'));
      await waitFor('all to wait', async () => (await bench.waiting()) === 3);
      await server.command('FLUSHALL');
      bench.open();
      expect(await Promise.all(asked)).toHaveLength(3);
    });

    it('paint here, where there is something to paint with, while Redis is away', async () => {
      const threads = await openPainter();
      const store = await openStore();
      const fallback = createThreadPainter({ threads, store, log });
      const model = await loadModel(TINY_MODEL);
      const painter = openFarmPainter({ model, redis, store, fallback, maxQueued: 64, log, now });
      bench = { painter, store, threads, open: () => {}, waiting: async () => 0, painted: [], close: painter.close };
      const begun = painter.paint(nth(threads, 1), 'live');
      await server.kill();
      expect(await begun).toBeInstanceOf(Uint8Array);
      await waitFor('Redis to be missed', () => !redis.isUsable());
      expect(await painter.paint(nth(threads, 2), 'live')).toBeInstanceOf(Uint8Array);
      await server.start();
      await waitFor('Redis to be found', () => redis.isUsable());
    });

    it('do not paint what no edge wants any more', async () => {
      bench = await onFarm(redis);
      const first = bench.painter.paint(nth(bench.threads, 1), 'live');
      const second = caught(bench.painter.paint(nth(bench.threads, 2), 'live'));
      await waitFor('both to wait', async () => (await bench.waiting()) === 2);
      // As when the edge that wanted it is gone for half a minute.
      await server.command('DEL', `pentimento:wanted:${recipeHash(nth(bench.threads, 2))}`);
      await bench.painter.close();
      bench.open();
      await caught(first);
      await second;
      await waitFor('both to be taken', async () => (await bench.waiting()) === 0);
      // Ends what was taken.
      await bench.close();
      expect(await bench.store.has(recipeHash(nth(bench.threads, 2)))).toBe(false);
    });
  });
});
