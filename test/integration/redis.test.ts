import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { Delta, ScreenToServer, ServerToScreen } from '../../engine/protocol/messages.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { describeWith, openRedisServer, type RedisServer } from '../harness/openRedisServer.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { PATIENCE, waitFor } from '../harness/waitFor.js';

type Screen = Socket<ServerToScreen, ScreenToServer>;

describeWith('redis-server')('two servers that share a Redis', () => {
  let folder: string;
  let chain: TestChain;
  let redis: RedisServer;
  let servers: [RunningServer, RunningServer];
  let screens: [Screen, Screen];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pentimento-redis-'));
    redis = await openRedisServer();
    chain = await openChain();
    const start = (name: string) =>
      startServer({ dataFolder: join(folder, name), env: { ...chain.env, REDIS_URL: redis.url } });
    servers = await Promise.all([start('one'), start('other')]);
    screens = await Promise.all([openScreen(servers[0]), openScreen(servers[1])]);
  });

  afterAll(async () => {
    for (const screen of screens ?? []) screen.close();
    await Promise.all((servers ?? []).map((server) => server.end('SIGKILL')));
    await chain?.end();
    await redis?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openScreen({ url }: RunningServer): Promise<Screen> {
    const screen: Screen = io(url, { transports: ['websocket'], forceNew: true });
    await screen.timeout(PATIENCE).emitWithAck('hello', { v: PROTOCOL_VERSION, work: 1, client: 'test' });
    return screen;
  }

  async function screensCountedBy({ url }: RunningServer): Promise<number> {
    const answer = await fetch(`${url}/api/works/1/screens`);
    return ((await answer.json()) as { screens: number }).screens;
  }

  test('count each other’s screens, and tell each screen a change once', async () => {
    await waitFor('both to count both', async () => {
      const counts = await Promise.all(servers.map(screensCountedBy));
      return counts.every((count) => count === 2);
    });
    const told: Delta[][] = screens.map((screen) => {
      const deltas: Delta[] = [];
      screen.on('delta', (delta) => deltas.push(delta));
      return deltas;
    });
    await chain.restyle(1, [{ lever: 1, index: 5 }]);
    await chain.restyle(1, [{ lever: 1, index: 6 }]);
    await waitFor('both screens to be told', () => told.every((deltas) => deltas.length >= 2));
    expect(told.map((deltas) => deltas.length)).toEqual([2, 2]);
    const [one, other] = told.map((deltas) => deltas.at(-1)?.stateHash);
    expect(one).toBe(other);
  });

  test('lose nothing with it but each other’s screens', async () => {
    const told = Promise.all(screens.map((screen) => once(screen as never, 'delta')));
    await redis.kill();
    await chain.restyle(1, [{ lever: 1, index: 9 }]);
    await told;
    await waitFor('each to count its own alone', async () => {
      const counts = await Promise.all(servers.map(screensCountedBy));
      return counts.every((count) => count === 1);
    });
    expect(servers[0].output()).toContain('Redis cannot be reached');
  });

  test('count each other’s screens again once it is back', async () => {
    await redis.start();
    await waitFor('both to count both', async () => {
      const counts = await Promise.all(servers.map(screensCountedBy));
      return counts.every((count) => count === 2);
    });
  });
});
