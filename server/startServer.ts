import { lockFolder } from '../engine/state/lockFolder.js';
import { announce } from './announce.js';
import { AppModule } from './app.module.js';
import { assertPortFree } from './assertPortFree.js';
import type { Config } from './config/config.js';
import { createApp } from './createApp.js';
import { serveDesk } from './desk/serveDesk.js';
import { serveDocs } from './docs/serveDocs.js';
import { EngineService } from './engine/engineService.js';
import type { Redis } from './farm/openRedis.js';
import { LiveAdapter } from './live/liveAdapter.js';
import { LiveGateway } from './live/liveGateway.js';
import type { RedisAdapter } from './live/openRedisAdapter.js';
import type { Log } from './log/createLog.js';
import { openParts } from './openParts.js';
import { servePages } from './pages/servePages.js';
import { PartsModule } from './parts.module.js';
import { PaintAheadService } from './rasters/paintAheadService.js';
import type { RunningServer } from './runningServer.js';

/**
 * Opens every part of a role that serves, and serves. Returns once it listens; the address is told when there is something to see.
 * @throws PortTaken, AddressUnusable, FolderInUse, FolderUnusable, and what `openParts` throws; nothing is left open then
 */
export async function startServer(config: Config, log: Log): Promise<RunningServer> {
  await assertPortFree(config.host, config.port);
  const closing: (() => unknown)[] = [lockFolder(config.dataFolder)];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const parts = await openParts(config, log);
    closing.push(() => parts.close());
    const others = parts.redis ? await meetOthers(parts.redis, log) : null;
    closing.push(() => others?.close());
    const app = await createApp({ module: AppModule, imports: [PartsModule.of(parts)] }, config.trustedProxies, log);
    closing.push(() => app.close());
    await servePages(app);
    serveDocs(app);
    if (config.desk.owner === 'this' && config.desk.secret)
      serveDesk(app.getHttpAdapter().getInstance(), parts.desk, config.desk.secret, log);
    app.useWebSocketAdapter(new LiveAdapter(app, config.publicUrl, others?.adapter ?? null));
    await app.listen({ host: config.host, port: config.port });
    closing.push(() => app.get(LiveGateway).drain(app.getHttpServer()));
    const closed = new AbortController();
    closing.push(() => closed.abort());
    const engine = app.get(EngineService);
    const paintAhead = app.get(PaintAheadService);
    void announce(
      config,
      log,
      parts.operator,
      { awaited: () => engine.awaited() ?? paintAhead.awaitedInWords(), trouble: () => engine.trouble() },
      closed.signal,
    );
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded only where it is used, as Redis's client is. */
async function meetOthers(redis: Redis, log: Log): Promise<RedisAdapter> {
  const { openRedisAdapter } = await import('./live/openRedisAdapter.js');
  return openRedisAdapter(redis, log);
}
