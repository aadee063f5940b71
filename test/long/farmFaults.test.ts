import { setTimeout } from 'node:timers/promises';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { openToxicProxy, type ToxicProxy } from '../faults/toxicProxy.js';
import { type Farm, openFarm } from '../harness/openFarm.js';
import { describeWith, openRedisServer, type RedisServer } from '../harness/openRedisServer.js';
import { waitFor } from '../harness/waitFor.js';

jest.setTimeout(300_000);

/** Milliseconds after Redis's return by which everything missed must be made good. */
const MADE_GOOD = 30_000;

describeWith('redis-server', 'nginx')('a farm whose Redis is away for a minute', () => {
  let redis: RedisServer;
  let between: ToxicProxy;
  let farm: Farm;
  let value = 0;
  beforeAll(async () => {
    redis = await openRedisServer();
    between = await openToxicProxy(redis.port);
    farm = await openFarm({ env: { REDIS_URL: `redis://127.0.0.1:${between.port}` } });
  });
  afterAll(async () => {
    await farm?.end();
    await between?.close();
    await redis?.end();
  });

  async function madeGood(): Promise<void> {
    const words = await Promise.all([0, 1, 2].map((index) => farm.chain.wordOf(index)));
    await waitFor(
      'the edges to have what was missed',
      async () => {
        const seen = await Promise.all(
          farm.edges.map(async ({ url }) => {
            const { state } = (await (await fetch(`${url}/api/works/1/state`)).json()) as Snapshot;
            const { unpainted } = (await (await fetch(`${url}/health`)).json()) as { unpainted: number };
            return unpainted === 0 && String(state.tokens.map(({ word }) => word)) === String(words);
          }),
        );
        return seen.every(Boolean);
      },
      MADE_GOOD,
    );
  }

  async function restyleFor(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    for (let layer = 1; Date.now() < end; layer = 3 - layer) {
      await farm.chain.restyle(layer, [{ lever: 0, index: ++value % 256 }]);
      await setTimeout(2000);
    }
  }

  it('makes good within half a minute what was restyled in a minute without it', async () => {
    await redis.kill();
    await restyleFor(60_000);
    await redis.start();
    await madeGood();
  });

  it('notices connections that only fell silent, and makes good what they swallowed', async () => {
    between.toxic = 'silent';
    await restyleFor(30_000);
    for (const { output } of [...farm.edges, ...farm.painters]) expect(output()).toContain('Redis cannot be reached');
    between.toxic = 'dead';
    between.toxic = 'none';
    await madeGood();
  });
});
