import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.js';
import { openChain, type TestChain } from './openChain.js';
import { type Nginx, openNginx } from './openNginx.js';
import { openRedisServer, type RedisServer } from './openRedisServer.js';
import { type RunningServer, startServer } from './startServer.js';
import { tinyManifest } from './tinyManifest.js';

/** A chain, a Redis, two painters, and two edges behind an nginx: each a process of its own. */
export interface Farm {
  chain: TestChain;
  redis: RedisServer;
  nginx: Nginx;
  edges: RunningServer[];
  painters: RunningServer[];
  startEdge(which: number): Promise<RunningServer>;
  startPainter(which: number): Promise<RunningServer>;
  /** Files in the rasters all share, by name. */
  rasters(): string[];
  end(): Promise<void>;
}

export interface FarmOptions {
  /** Beyond what the roles need. */
  env?: Record<string, string>;
  painters?: number;
}

const SECRET = 'a secret of the test farm';
/** Who runs the gallery, at whichever edge. */
export const OPERATOR_TOKEN = 'operator-of-the-test-farm';

export async function openFarm({ env = {}, painters: count = 2 }: FarmOptions = {}): Promise<Farm> {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-farm-'));
  const [chain, redis] = await Promise.all([openChain(tinyManifest(256)), openRedisServer()]);
  const shared = { ...chain.env, REDIS_URL: redis.url, RASTER_STORE: join(folder, 'rasters'), ...env };
  const ports = await Promise.all([freePort(), freePort()]);
  const edges: RunningServer[] = [];
  const painters: RunningServer[] = [];

  async function startPainter(which: number): Promise<RunningServer> {
    const { RPC_URL, DEPLOYMENT, ...needed } = shared as Record<string, string>;
    const started = await startServer({
      dataFolder: join(folder, `painter-${which}`),
      env: { ...needed, ROLE: 'painter' },
      ...(painters[which] && { port: painters[which].port }),
    });
    painters[which] = started;
    return started;
  }

  /** The first edge owns the desk. */
  async function startEdge(which: number): Promise<RunningServer> {
    const started = await startServer({
      dataFolder: join(folder, `edge-${which}`),
      env: {
        ...shared,
        ROLE: 'edge',
        PAINTERS: '0',
        DESK_SECRET: SECRET,
        OPERATOR_TOKEN,
        ...(which > 0 ? { DESK_URL: `http://127.0.0.1:${ports[0]}` } : {}),
      },
      port: ports[which] as number,
    });
    edges[which] = started;
    return started;
  }

  await Promise.all([
    ...Array.from({ length: count }, (_, which) => startPainter(which)),
    ...ports.map((_, which) => startEdge(which)),
  ]);
  const nginx = await openNginx(ports as [number, number]);

  return {
    chain,
    redis,
    nginx,
    edges,
    painters,
    startEdge,
    startPainter,
    rasters: () =>
      readdirSync(shared.RASTER_STORE as string, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    async end() {
      await nginx.end();
      await Promise.all([...edges, ...painters].map((server) => server.end('SIGKILL')));
      await redis.end();
      await chain.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
