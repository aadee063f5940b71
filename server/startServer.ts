import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { lockFolder } from '../engine/state/lockFolder.js';
import { announce } from './announce.js';
import { AppModule } from './app.module.js';
import { assertPortFree } from './assertPortFree.js';
import type { Config } from './config/config.js';
import { serveDocs } from './docs/serveDocs.js';
import { EngineService } from './engine/engineService.js';
import { LiveAdapter } from './live/liveAdapter.js';
import type { RedisAdapter } from './live/openRedisAdapter.js';
import type { Log } from './log/createLog.js';
import { createNestLog } from './log/createNestLog.js';
import { logRequests } from './log/logRequests.js';
import { openParts, type Parts } from './openParts.js';
import { servePages } from './pages/servePages.js';
import { PartsModule } from './parts.module.js';
import { PaintAheadService } from './rasters/paintAheadService.js';
import { BODY_LIMIT } from './refusal/refusalOf.js';
import { malformedRequest } from './refusal/refusals.js';

export interface RunningServer {
  /** Lets screens, painters, stores and the local chain go, in this order. */
  close(): Promise<void>;
}

/** What Vite built, seen from the compiled file. */
const PAGES = fileURLToPath(new URL('../display', import.meta.url));

/**
 * Opens every part and serves. Returns once it listens; the address is told when there is something to see.
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
    const redis = config.redisUrl ? await openRedis(config.redisUrl, log) : null;
    closing.push(() => redis?.close());
    const app = await createApp(parts);
    closing.push(() => app.close());
    app.useWebSocketAdapter(new LiveAdapter(app, config.publicUrl, redis?.adapter ?? null));
    await app.listen({ host: config.host, port: config.port });
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

/** Loaded only where it is used: Redis's client takes a fifth of a second to load. */
async function openRedis(url: string, log: Log): Promise<RedisAdapter> {
  const { openRedisAdapter } = await import('./live/openRedisAdapter.js');
  return openRedisAdapter(url, log);
}

async function createApp(parts: Parts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // People type `/studio/` as well.
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: () => randomUUID().slice(0, 8),
    // A proxy in front of the server runs beside it; nobody else may say who asks.
    trustProxy: 'loopback',
    // What the router itself cannot read never reaches the refusal filter.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      const { status, error, message } = malformedRequest();
      void reply.code(status).type('application/json').send({ error, message });
    },
  });
  const root = { module: AppModule, imports: [PartsModule.of(parts)] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: createNestLog(parts.log),
    abortOnError: false,
    forceCloseConnections: true,
  });
  logRequests(app, parts.log);
  await servePages(app, PAGES);
  serveDocs(app);
  return app;
}
