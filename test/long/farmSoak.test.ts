import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { seededDraw } from '../faults/seededDraw.js';
import { type Farm, openFarm } from '../harness/openFarm.js';
import { describeWith } from '../harness/openRedisServer.js';
import type { RunningServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

const MINUTE = 60_000;
const LENGTH = 20 * MINUTE;
/** When memory is looked at first: caches are as full as they get by then. */
const WARM = 5 * MINUTE;
/** Resident memory swings by a fifth between two collections of V8: what a process holds is the least of a minute. */
const LOOKS = 12;
const BETWEEN_LOOKS = 5000;
/** In how many of a hundred seconds something fails. */
const FAULTS = 2;
const SEED = 7;

jest.setTimeout(LENGTH + 10 * MINUTE);

interface Memory {
  heapUsed: number;
  rss: number;
}

describeWith('redis-server', 'nginx')('a farm that is restyled every second for twenty minutes', () => {
  let farm: Farm;
  beforeAll(async () => {
    farm = await openFarm({ env: { NODE_OPTIONS: `--require ${join(__dirname, '../harness/measureHeap.cjs')}` } });
  });
  afterAll(() => farm?.end());

  it('loses nothing, and no role grows, while one second in fifty has a fault', async () => {
    const draw = seededDraw(SEED);
    /** Each role's first process lives through all of it; the second of each is what is killed. */
    const witnesses = { edge: farm.edges[0]!, painter: farm.painters[0]! };
    const begun = Date.now();
    const happened: Record<string, number> = {};
    let warm: Promise<Record<string, Memory>> | null = null;
    let restyles = 0;
    const shown = [0, 0];
    let mending: Promise<unknown> = Promise.resolve();

    const faults: Record<string, () => Promise<unknown>> = {
      'Redis forgot everything': () => farm.redis.command('FLUSHALL'),
      'Redis broke connections': () => farm.redis.command('CLIENT', 'KILL', 'TYPE', 'normal'),
      'Redis was away': async () => {
        await farm.redis.kill();
        await setTimeout(3000);
        await farm.redis.start();
      },
      'an edge was killed': async () => {
        await farm.edges[1]!.end('SIGKILL');
        await farm.startEdge(1);
      },
      'a painter was killed': async () => {
        await farm.painters[1]!.end('SIGKILL');
        await farm.startPainter(1);
      },
    };

    for (let second = 0; Date.now() - begun < LENGTH; second++) {
      const layer = second % 2;
      // Never what it shows already.
      shown[layer] = ((shown[layer] as number) + 1 + draw(255)) % 256;
      await farm.chain.restyle(1 + layer, [{ lever: 0, index: shown[layer] }]);
      restyles += 1;
      if (draw(100) < FAULTS) {
        const names = Object.keys(faults);
        const name = names[draw(names.length)] as string;
        happened[name] = (happened[name] ?? 0) + 1;
        // One at a time: each must have been mended before the next.
        mending = mending.then(faults[name]);
      }
      if (!warm && Date.now() - begun > WARM) warm = leastOf(witnesses);
      await setTimeout(Math.max(0, begun + (second + 1) * 1000 - Date.now()));
    }
    await mending;
    await everythingIsThere();
    const [before, end] = [await warm!, await leastOf(witnesses)];
    const growth = Object.fromEntries(
      Object.keys(witnesses).map((role) => {
        const [first, last] = [before[role] as Memory, end[role] as Memory];
        return [role, { heap: last.heapUsed / first.heapUsed, rss: last.rss / first.rss }];
      }),
    );
    console.log(JSON.stringify({ restyles, happened, before, end, growth }, null, 1));
    for (const { heap, rss } of Object.values(growth)) {
      expect(heap).toBeLessThan(1.05);
      expect(rss).toBeLessThan(1.1);
    }
  });

  /** Every edge says what the chain says, with every raster of it painted. */
  async function everythingIsThere(): Promise<void> {
    const words = await Promise.all([0, 1, 2].map((index) => farm.chain.wordOf(index)));
    await waitFor(
      'the edges to have all of it',
      async () => {
        const seen = await Promise.all(
          farm.edges.map(async ({ url }) => {
            const state = (await (await fetch(`${url}/api/works/1/state`)).json()) as Snapshot;
            const { unpainted } = (await (await fetch(`${url}/health`)).json()) as { unpainted: number };
            return unpainted === 0 && String(state.state.tokens.map(({ word }) => word)) === String(words);
          }),
        ).catch(() => []);
        return seen.length === farm.edges.length && seen.every(Boolean);
      },
      MINUTE,
    );
  }

  /** The least that each had in a minute. */
  async function leastOf(servers: Record<string, RunningServer>): Promise<Record<string, Memory>> {
    const looks = [await measureAll(servers)];
    while (looks.length < LOOKS) {
      await setTimeout(BETWEEN_LOOKS);
      looks.push(await measureAll(servers));
    }
    const least = (role: string, of: (memory: Memory) => number) =>
      Math.min(...looks.map((look) => of(look[role] as Memory)));
    return Object.fromEntries(
      Object.keys(servers).map((role) => [
        role,
        { heapUsed: least(role, ({ heapUsed }) => heapUsed), rss: least(role, ({ rss }) => rss) },
      ]),
    );
  }

  async function measureAll(servers: Record<string, RunningServer>): Promise<Record<string, Memory>> {
    const measured = await Promise.all(
      Object.entries(servers).map(async ([role, server]) => [role, await measure(server)] as const),
    );
    return Object.fromEntries(measured);
  }

  async function measure(server: RunningServer): Promise<Memory> {
    const count = () => server.output().split('"measured"').length;
    const before = count();
    server.child.kill('SIGUSR2');
    await waitFor('the process to measure itself', () => count() > before, MINUTE);
    const [line] = server
      .output()
      .match(/\{"measured":.*\}/g)!
      .slice(-1);
    return JSON.parse(line as string).measured;
  }
});
