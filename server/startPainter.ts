import { Subject } from 'rxjs';
import { assertPortFree } from './assertPortFree.js';
import type { Config } from './config/config.js';
import { createApp } from './createApp.js';
import { openRedis } from './farm/openRedis.js';
import { openSharedRasters } from './farm/openSharedRasters.js';
import { PainterModule } from './farm/painter.module.js';
import { type FarmReport, serveFarm } from './farm/serveFarm.js';
import type { Log } from './log/createLog.js';
import { openThreads } from './painting/openThreads.js';
import type { RunningServer } from './runningServer.js';

/**
 * Paints for whoever shares the Redis, and tells how it is doing at /health, /ready and /metrics. It keeps nothing of its
 * own. Returns once it listens.
 * @param config of role `painter`
 * @throws PortTaken, AddressUnusable, RedisEvicts, and what `createPainter` throws; nothing is left open then
 */
export async function startPainter(config: Config, log: Log): Promise<RunningServer> {
  const { host, port, redisUrl, sharedRasters, modelFolder, painters } = config;
  if (!redisUrl || !sharedRasters) throw new RangeError('a painter needs REDIS_URL and RASTER_STORE');
  await assertPortFree(host, port);
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const redis = await openRedis(redisUrl, log);
    closing.push(() => redis.close());
    const shared = await openSharedRasters(sharedRasters);
    closing.push(() => shared.close());
    const threads = await openThreads(modelFolder, painters);
    closing.push(() => threads.close());
    const reports = new Subject<FarmReport>();
    const report = (done: FarmReport) => reports.next(done);
    // One more than can be painted: while it is stored, the next is begun.
    const service = serveFarm({ threads, concurrency: painters + 1, redis, store: shared.store, log, report });
    closing.push(() => service.close());
    const app = await createApp(
      PainterModule.of({ redis, model: threads.model, reports, log }),
      config.trustedProxies,
      log,
    );
    closing.push(() => app.close());
    await app.listen({ host, port });
    const { name, sha256 } = threads.model;
    log.info({ model: sha256 }, `Painting ${name} for the farm, ${painters} at a time.`);
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}
