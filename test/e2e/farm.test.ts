import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { io, type Socket } from 'socket.io-client';
import { messageId } from '../../engine/protocol/curation.js';
import type { Decision } from '../../engine/protocol/decision.js';
import type { ScreenToServer, ServerToScreen, Snapshot } from '../../engine/protocol/messages.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import type {
  DeviceKey,
  DeviceProof,
  DeviceToServer,
  Played,
  ServerToDevice,
} from '../../engine/protocol/screenMessages.js';
import { LARGE_SIDE } from '../../engine/scene/rasterSide.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import { recipeOfQuery, recipeUrl } from '../../engine/scene/recipeUrl.js';
import { metricNames, metricsOf } from '../harness/metricNames.js';
import { openBrowser } from '../harness/openBrowser.js';
import { type Farm, OPERATOR_TOKEN, openFarm } from '../harness/openFarm.js';
import { describeWith } from '../harness/openRedisServer.js';
import { readScreen } from '../harness/readScreen.js';
import { recordFrames } from '../harness/recordFrames.js';
import type { RunningServer } from '../harness/startServer.js';
import { PATIENCE, waitFor } from '../harness/waitFor.js';

type Screen = Socket<ServerToScreen, ScreenToServer>;
type Device = Socket<ServerToDevice, DeviceToServer>;

/** Of the work's own shape. */
const VIEWPORT = { width: 320, height: 200 };

describeWith('redis-server', 'nginx')('two edges and two painters, behind an nginx', () => {
  let farm: Farm;
  let browser: Browser;
  let wall: Page;
  let value = 0;
  /** Addresses of rasters that the wall has asked for. */
  const asked = new Set<string>();

  beforeAll(async () => {
    [farm, browser] = await Promise.all([openFarm(), openBrowser()]);
    wall = await browser.newPage({ viewport: VIEWPORT });
    wall.on('request', (request) => request.url().includes('/rasters/') && asked.add(request.url()));
    await wall.goto(`${farm.nginx.url}/screen/1`);
    await wallShows(await agreed());
  });
  afterAll(async () => {
    await browser?.close();
    await farm?.end();
  });

  const json = async (server: { url: string }, path: string) => (await fetch(`${server.url}${path}`)).json();
  const asOperator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const askOperator = async ({ url }: RunningServer, path: string) =>
    (await fetch(`${url}${path}`, { headers: asOperator })).json();

  /** What the operator has done, or anybody: screens ask as well. */
  async function send({ url }: RunningServer, path: string, body: unknown) {
    const headers = { ...asOperator, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect([path, response.status]).toEqual([path, 200]);
    return response.json();
  }

  const stateOf = (edge: RunningServer): Promise<Snapshot> => json(edge, '/api/works/1/state');

  async function metricOf(server: RunningServer, name: string): Promise<number> {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1] ?? 0,
    );
  }

  /** Restyles both layers to pictures that were never painted. */
  async function restyle(): Promise<void> {
    for (const index of [1, 2]) await farm.chain.restyle(index, [{ lever: 0, index: ++value }]);
  }

  /** Waits until every edge has the words of the chain and every raster of them, and gives the hash they agree on. */
  async function agreed(edges = farm.edges): Promise<string> {
    const words = await Promise.all([0, 1, 2].map((index) => farm.chain.wordOf(index)));
    const hashes = await waitFor('the edges to have what the chain says, painted', async () => {
      const states = await Promise.all(edges.map(stateOf)).catch(() => null);
      if (!states?.every(({ state }) => String(state.tokens.map(({ word }) => word)) === String(words))) return null;
      const unpainted = await Promise.all(edges.map(async (edge) => (await json(edge, '/health')).unpainted));
      return unpainted.every((count) => count === 0) ? states.map(({ stateHash }) => stateHash) : null;
    });
    expect(new Set(hashes).size).toBe(1);
    const stills = await Promise.all(edges.map((edge) => fetch(`${edge.url}/api/works/1/still.webp?width=64`)));
    expect(stills.map(({ status }) => status)).toEqual(edges.map(() => 200));
    return hashes[0] as string;
  }

  /** How many jobs the farm has. */
  async function jobs(state?: 'active' | 'prioritized'): Promise<number> {
    const text = await (await fetch(`${farm.edges[0]!.url}/metrics`)).text();
    return [...text.matchAll(/^pentimento_farm_jobs\{state="(\w+)"\} (\d+)$/gm)]
      .filter(([, name]) => state === undefined || name === state)
      .reduce((sum, [, , count]) => sum + Number(count), 0);
  }

  function recipeAsked(): LatentRecipe {
    const recipes = [...asked].map((address) => recipeOfQuery(new URL(address).searchParams.get('recipe') as string));
    return recipes.find(({ kind }) => kind === 'latent') as LatentRecipe;
  }

  let drawn = 255;
  /** Addresses of pictures that layers could show, and never did. */
  const neverPainted = (count: number): string[] =>
    Array.from({ length: count }, () => recipeUrl(1, { ...recipeAsked(), coarse: drawn-- }));

  /** Asks as a screen does: when the house is busy, again after as long as it says. */
  async function pictureAt(address: string): Promise<Response> {
    for (;;) {
      const response = await fetch(`${farm.nginx.url}${address}`);
      const pause = response.headers.get('retry-after');
      if (response.ok || pause === null) return response;
      await setTimeout(1000 * Number(pause));
    }
  }

  async function wallShows(stateHash: string): Promise<void> {
    await waitFor('the wall to show it', async () => (await readScreen(wall))?.stateHash === stateHash);
  }

  /** Which edge the wall is connected to. */
  async function edgeOfWall(): Promise<number> {
    return waitFor('the wall to be at an edge', async () => {
      const counts = await Promise.all(farm.edges.map((edge) => metricOf(edge, 'pentimento_screens').catch(() => 0)));
      return counts.includes(1) ? { at: counts.indexOf(1) } : null;
    }).then(({ at }) => at);
  }

  it('come to the same state, and the wall behind them too', async () => {
    await restyle();
    await wallShows(await agreed());
  });

  it('paint at the painters alone, and store each recipe once', async () => {
    const before = farm.rasters().length;
    await restyle();
    await agreed();
    await waitFor('the ways to be painted too', async () => (await jobs()) === 0);
    expect(farm.rasters().length).toBeGreaterThan(before);
    await waitFor('as many to be painted as are stored', async () => {
      const painted = await Promise.all(
        farm.painters.map((painter) => metricOf(painter, 'pentimento_farm_rasters_total{outcome="painted"}')),
      );
      return painted[0]! + painted[1]! === farm.rasters().length;
    });
    expect(new Set(farm.rasters()).size).toBe(farm.rasters().length);
    expect(farm.rasters().every((name) => /^[0-9a-f]{64}\.png$/.test(name))).toBe(true);
  });

  it('serve a picture that cannot change from nginx, once it was asked for', async () => {
    const [address] = asked;
    const answers = [await fetch(address as string), await fetch(address as string)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]!.headers.get('x-cache-status')).toBe('HIT');
    expect(answers[1]!.headers.get('cache-control')).toContain('immutable');
  });

  it('tell everything that the dashboard asks for', async () => {
    const told = await Promise.all(
      [farm.edges[0]!, farm.painters[0]!].map(async ({ url }) =>
        metricNames(await (await fetch(`${url}/metrics`)).text()),
      ),
    );
    const { panels } = JSON.parse(readFileSync('deploy/grafana/pentimento.json', 'utf8')) as {
      panels: { targets?: { expr: string }[] }[];
    };
    const asked = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => metricsOf(expr)));
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((name) => !told.some((names) => names.has(name)))).toEqual([]);
  });

  describe('as one gallery', () => {
    const secret = 'a secret that this screen made of itself';
    let screen: string;
    let device: Device;
    let visitor: Screen;
    afterAll(() => {
      device?.close();
      visitor?.close();
    });

    it('pair a screen at one edge, and command it from the other', async () => {
      const [owner, other] = farm.edges as [RunningServer, RunningServer];
      const key: DeviceKey = {
        kind: 'secret',
        sha256: `0x${createHash('sha256').update(secret).digest('hex')}`,
      };
      const { id, code } = await send(other, '/api/pairings', { key });
      ({ id: screen } = await send(owner, '/api/operator/screens', { code, name: 'Hall' }));
      await waitFor('the screen to hear of it', async () => {
        return (await json(other, `/api/pairings/${id}`)).screen === screen;
      });
      const proof: DeviceProof = { kind: 'secret', screen, secret };
      device = io(`${other.url}/screen`, { transports: ['websocket'], auth: proof });
      await once(device as never, 'plan');
      const told: string[] = [];
      device.on('command', ({ id, command }, reply) => {
        told.push(command);
        reply({ id, done: true });
      });
      const commanded = `/api/operator/screens/${screen}/commands`;
      expect(await send(owner, commanded, { command: 'identify' })).toMatchObject({ done: true });
      expect(told).toEqual(['identify']);
    });

    it('acknowledge what a screen played only once the owner of the desk has kept it', async () => {
      const [owner] = farm.edges as [RunningServer];
      const stateHash = (await stateOf(owner)).stateHash;
      const played: Played = { v: PROTOCOL_VERSION, intervals: [{ work: 1, stateHash, from: 1000, to: 2000 }] };
      const tell = () => device.timeout(PATIENCE).emitWithAck('played', played);
      owner.child.kill('SIGSTOP');
      expect(await tell().finally(() => owner.child.kill('SIGCONT'))).toMatchObject({ error: 'not-kept' });
      await waitFor('it to be kept', async () => 'kept' in (await tell()));
      const plays = await askOperator(owner, '/api/operator/plays.json');
      expect(plays).toMatchObject([{ screen, name: 'Hall', from: 1000, to: 2000 }]);
    });

    it('hide a message at one edge, and have it vanish at the other', async () => {
      const [owner, other] = farm.edges as [RunningServer, RunningServer];
      await farm.chain.post(1, 'read at both edges', '');
      visitor = io(owner.url, { transports: ['websocket'] });
      const hidden: string[][] = [];
      visitor.on('curation', ({ named }) => hidden.push(named));
      await visitor.emitWithAck('hello', { v: PROTOCOL_VERSION, work: 1, client: 'visitor' });
      const featured = async (edge: RunningServer): Promise<string[]> =>
        (await json(edge, '/api/works/1/messages')).map(({ text }: { text: string }) => text);
      await waitFor('both edges to feature it', async () =>
        (await Promise.all(farm.edges.map(featured))).every((texts) => texts.includes('read at both edges')),
      );
      const { state } = await stateOf(owner);
      const message = messageId(1, state.messages.find(({ text }) => text === 'read at both edges')!);
      const decision: Decision = { kind: 'ruling', work: 1, token: 1, message, shown: false, reason: '' };
      await send(other, '/api/moderation/decisions', decision);
      expect(await featured(other)).not.toContain('read at both edges');
      await waitFor('a screen of the first to be told', () => hidden.at(-1)?.includes(message));
      expect(await featured(owner)).not.toContain('read at both edges');
    });
  });

  it('take a wall over from an edge that is gone, with no frame of it empty', async () => {
    const frames = recordFrames(wall);
    const at = await edgeOfWall();
    await farm.edges[at]!.end('SIGKILL');
    await restyle();
    const other = farm.edges[1 - at] as RunningServer;
    await wallShows(await agreed([other]));
    expect((await readScreen(wall))?.connection).toBe('up');
    await frames.more();
    expect(await frames.stop()).toBe(0);
    await farm.startEdge(at);
    expect(await agreed()).toBe((await stateOf(other)).stateHash);
  });

  it('put off larger rasters, and show no error, while a wall waits for what it needs', async () => {
    const [edge] = farm.edges as [RunningServer];
    for (const { child } of farm.painters) child.kill('SIGSTOP');
    await restyle();
    await waitFor('it to wait too long', async () => (await metricOf(edge, 'pentimento_overloaded')) === 1);
    const larger = recipeUrl(1, recipeAsked(), LARGE_SIDE);
    const putOff = await fetch(`${edge.url}${larger}`);
    expect([putOff.status, (await putOff.json()).error]).toEqual([503, 'painters-busy']);
    expect(Number(putOff.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(putOff.headers.get('cache-control')).toBeNull();
    const screen = await readScreen(wall);
    expect([screen?.connection, screen?.phase]).toEqual(['up', 'showing']);
    for (const { child } of farm.painters) child.kill('SIGCONT');
    await wallShows(await agreed());
    const painted = await pictureAt(larger);
    expect([painted.status, painted.headers.get('cache-control')]).toEqual([200, expect.stringContaining('immutable')]);
  });

  it('lose no raster with a painter that is killed over it', async () => {
    const [first, second] = farm.painters as [RunningServer, RunningServer];
    for (const { child } of [first, second]) child.kill('SIGSTOP');
    const pictures = Promise.all(neverPainted(40).map(pictureAt));
    // One visitor's may be no more at a time; the next follow as these are done.
    await waitFor('the first of them to wait', async () => (await jobs('prioritized')) >= 4);
    await waitFor('the first to be stopped in the middle of one', async () => {
      first.child.kill('SIGCONT');
      await setTimeout(20);
      first.child.kill('SIGSTOP');
      return (await jobs('active')) > 0;
    });
    first.child.kill('SIGKILL');
    second.child.kill('SIGCONT');
    // Another takes its place while the one that is left takes its pictures over.
    const [answers] = await Promise.all([pictures, farm.startPainter(0)]);
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    await waitFor('nothing to be left over', async () => (await jobs()) === 0);
    await restyle();
    await wallShows(await agreed());
  });

  it.each<[string, () => Promise<unknown>]>([
    ['lost everything it held', () => farm.redis.command('FLUSHALL')],
    ['broke every connection', () => farm.redis.command('CLIENT', 'KILL', 'TYPE', 'normal')],
    [
      'was started anew, empty',
      async () => {
        await farm.redis.kill();
        await farm.redis.start();
      },
    ],
    [
      'was away while the chain went on',
      async () => {
        await farm.redis.kill();
        await restyle();
        await waitFor('the edges to know', async () =>
          (await Promise.all(farm.edges.map((edge) => metricOf(edge, 'pentimento_redis_usable')))).every(
            (is) => is === 0,
          ),
        );
        await farm.redis.start();
      },
    ],
  ])('make good what it cost that Redis %s', async (_, fault) => {
    const pictures = Promise.all(neverPainted(8).map(pictureAt));
    await restyle();
    await fault();
    await restyle();
    await wallShows(await agreed());
    expect((await pictures).every(({ status }) => status === 200)).toBe(true);
  });

  it('refuse a Redis that may throw their work away', async () => {
    await farm.redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(farm.startPainter(2)).rejects.toThrow('maxmemory-policy allkeys-lru');
    await farm.redis.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  });
});
