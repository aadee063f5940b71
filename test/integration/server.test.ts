import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadImage } from '@napi-rs/canvas';
import { io, type Socket } from 'socket.io-client';
import { type DeploymentFile, readDeploymentFile } from '../../engine/chain/deploymentFile.js';
import { applyDelta } from '../../engine/protocol/applyDelta.js';
import {
  type Delta,
  Delta as DeltaSchema,
  type Refusal,
  type ScreenToServer,
  type ServerToScreen,
  type Snapshot,
  Snapshot as SnapshotSchema,
  type SyncReply,
} from '../../engine/protocol/messages.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import { WorkDescription } from '../../engine/protocol/workDescription.js';
import { encodeRecipe, recipeHash } from '../../engine/scene/encodeRecipe.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { Manifest } from '../../engine/scene/manifest.js';
import { momentOf } from '../../engine/scene/moment.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import { LARGE_SIDE } from '../../engine/scene/rasterSide.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { freePort } from '../harness/freePort.js';
import { latentOf } from '../harness/latentOf.js';
import { openChain, type TestChain, TINY_MODEL } from '../harness/openChain.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { PATIENCE, waitFor } from '../harness/waitFor.js';

type Screen = Socket<ServerToScreen, ScreenToServer>;

let folder: string;
let chain: TestChain;
let server: RunningServer;
const screens: Screen[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-server-'));
  chain = await openChain();
  server = await startServer({ dataFolder: join(folder, 'data'), env: chain.env });
});

afterEach(() => {
  for (const screen of screens.splice(0)) screen.close();
});

afterAll(async () => {
  await server?.end('SIGKILL');
  await chain?.end();
  rmSync(folder, { recursive: true, force: true });
});

function connect(headers: Record<string, string> = {}): Screen {
  const screen: Screen = io(server.url, { transports: ['websocket'], forceNew: true, extraHeaders: headers });
  screens.push(screen);
  return screen;
}

const hello = (screen: Screen, work = 1): Promise<Snapshot | Refusal> =>
  screen.timeout(PATIENCE).emitWithAck('hello', { v: PROTOCOL_VERSION, work, client: 'test' });

const sync = (screen: Screen, { epoch, since }: { epoch: string; since: number }): Promise<SyncReply | Refusal> =>
  screen.timeout(PATIENCE).emitWithAck('sync', { v: PROTOCOL_VERSION, work: 1, epoch, since });

/** What no schema of ours would let through. */
const emitRaw = (screen: Screen, event: string, payload: unknown): Promise<Refusal> =>
  (screen as unknown as Socket).timeout(PATIENCE).emitWithAck(event, payload);

const get = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
const getJson = async <T>(path: string): Promise<T> => (await get(path)).json() as Promise<T>;
const stateNow = async () => SnapshotSchema.parse(await getJson('/api/works/1/state'));

async function sceneNow() {
  const { entropy, manifest } = WorkDescription.extend({ manifest: Manifest }).parse(await getJson('/api/works/1'));
  const { state } = await stateNow();
  const seeds = state.tokens.map(({ index }) => layerSeed(chain.layerToken, entropy, tokenIdOf(1, index)));
  return evaluateScene({
    manifest,
    words: state.tokens.map(({ word }) => word),
    seeds,
    moment: momentOf(state.restyled, 0),
  });
}

const nextDelta = (screen: Screen): Promise<Delta> => new Promise((resolve) => screen.once('delta', resolve));

/** Where the sky's composition stands next: every test moves it on from wherever it is. */
async function restyleSky(): Promise<void> {
  const { layers } = await sceneNow();
  await chain.restyle(1, [{ lever: 0, index: (latentOf(layers[0]).coarse + 1) % 4 }]);
}

describe('a screen', () => {
  test('is told a restyle in at most 512 bytes, and its state after it is the server’s', async () => {
    const screen = connect();
    const before = SnapshotSchema.parse(await hello(screen));
    const told = nextDelta(screen);
    await restyleSky();
    const delta = DeltaSchema.parse(await told);
    expect(Buffer.byteLength(JSON.stringify(delta))).toBeLessThanOrEqual(512);
    expect(delta.ops).toEqual([expect.objectContaining({ op: 'style', token: 1 })]);
    const after = applyDelta(before, delta);
    expect(after).toEqual(await stateNow());
  });

  test('is told a featured message', async () => {
    const screen = connect();
    await hello(screen);
    const told = nextDelta(screen);
    await chain.post(2, 'Evening light', 'https://wall.example/evening');
    expect((await told).ops).toEqual([
      {
        op: 'feature',
        message: expect.objectContaining({ token: 2, text: 'Evening light', link: 'https://wall.example/evening' }),
      },
    ]);
  });

  test('that was away gets the deltas it missed, or a snapshot of another epoch', async () => {
    const screen = connect();
    const before = SnapshotSchema.parse(await hello(screen));
    const told = nextDelta(screen);
    await restyleSky();
    const delta = await told;
    expect(await sync(screen, { epoch: before.epoch, since: before.seq })).toEqual({ deltas: [delta] });
    expect(await sync(screen, { epoch: 'another0epoch', since: 0 })).toEqual({ snapshot: await stateNow() });
  });

  test('is counted with the state it says it shows', async () => {
    const screen = connect();
    const { seq, stateHash } = SnapshotSchema.parse(await hello(screen));
    screen.emit('ready', { v: PROTOCOL_VERSION, work: 1, seq, stateHash });
    await waitFor('the screen to be counted', async () => {
      const { showing } = await getJson<{ showing: Record<string, number> }>('/api/works/1/screens');
      return showing[stateHash] === 1;
    });
  });

  test('is refused with words: an unknown work, a malformed message, an event that does not exist', async () => {
    const screen = connect();
    expect(await hello(screen, 7)).toEqual({
      error: 'unknown-work',
      message: 'There is no work 7 here. GET /api/works lists them.',
      facts: { asked: '7' },
    });
    expect(await emitRaw(screen, 'hello', { v: 9, work: 'one' })).toMatchObject({ error: 'invalid' });
    expect(await emitRaw(screen, 'paint', {})).toEqual({
      error: 'unknown-event',
      message: 'There is no event “paint”. A screen may send hello, sync, status and ready.',
    });
  });

  test('that talks too much is refused, then disconnected, while another is served', async () => {
    const noisy = connect();
    const gone = new Promise((resolve) => noisy.once('disconnect', resolve));
    const answers = Array.from({ length: 60 }, () => emitRaw(noisy, 'hello', { v: 1, work: 1, client: 'noisy' }));
    const refused = (await Promise.allSettled(answers)).flatMap((answer) =>
      answer.status === 'fulfilled' && answer.value.error ? [answer.value.error] : [],
    );
    expect(new Set(refused)).toEqual(new Set(['too-many-requests']));
    expect(await gone).toBe('io server disconnect');
    expect(await hello(connect())).toMatchObject({ v: PROTOCOL_VERSION });
  });

  test('that a page of another site opened is not let in', async () => {
    const screen = connect({ origin: 'https://elsewhere.example' });
    const failed = new Promise((resolve) => screen.once('connect_error', resolve));
    expect(await failed).toBeInstanceOf(Error);
    expect(screen.connected).toBe(false);
  });
});

describe('a still', () => {
  test('changes with the style, and is not sent again to who holds it', async () => {
    const before = await get('/api/works/1/still.webp?width=160');
    expect(before.headers.get('content-type')).toBe('image/webp');
    const etag = before.headers.get('etag')!;
    const held = { headers: { 'if-none-match': etag } };
    expect((await get('/api/works/1/still.webp?width=160', held)).status).toBe(304);
    await restyleSky();
    const after = await waitFor('another still', async () => {
      const still = await get('/api/works/1/still.webp?width=160', held);
      return still.status === 200 ? still : null;
    });
    expect(Buffer.from(await after.arrayBuffer())).not.toEqual(Buffer.from(await before.arrayBuffer()));
  });

  test.each([
    ['still.webp', undefined, 'webp'],
    ['still.png', undefined, 'png'],
    ['still.avif', undefined, 'avif'],
    ['still.jpg', undefined, 'jpeg'],
    ['still', 'image/jpeg,*/*;q=0.5', 'jpeg'],
    ['still', 'image/avif,image/webp,*/*', 'webp'],
  ])('as %s for whoever accepts %p is %s of the width asked for', async (file, accept, format) => {
    const headers = accept ? { accept } : {};
    const answer = await get(`/api/works/1/${file}?width=96`, { headers });
    expect(answer.headers.get('content-type')).toBe(`image/${format}`);
    expect(answer.headers.get('vary')?.includes('Accept') ?? false).toBe(file === 'still');
    const { width, height } = await loadImage(Buffer.from(await answer.arrayBuffer()));
    expect([width, height]).toEqual([96, 60]);
  });

  test('of a past moment is the picture that was shown then, and has an address that never changes', async () => {
    const { restyled } = (await stateNow()).state;
    const then = await get('/api/works/1/still.png?width=80');
    const address = then.headers.get('content-location')!;
    const pixels = Buffer.from(await then.arrayBuffer());
    await restyleSky();
    await waitFor('the restyle', async () => (await stateNow()).state.restyled.number > restyled.number);

    const again = await get(`/api/works/1/still.png?width=80&block=${restyled.number}`);
    expect(Buffer.from(await again.arrayBuffer())).toEqual(pixels);
    const kept = await get(address);
    expect(kept.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(pixels);
    const held = { headers: { 'if-none-match': kept.headers.get('etag')! } };
    expect((await get(address, held)).status).toBe(304);
    // The same hash at another moment is no such still.
    expect((await get(address.replace(/&block=\d+/, ''))).status).toBe(404);
    // A block that changed nothing is a moment of the work as well.
    const mine = { jsonrpc: '2.0', id: 1, method: 'anvil_mine', params: [] };
    await fetch(chain.rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(mine),
    });
    const idle = (await stateNow()).state.block.number + 1;
    await waitFor(
      'the idle block',
      async () => (await get(`/api/works/1/still.png?width=80&block=${idle}`)).status === 200,
    );
    const before = await get('/api/works/1/still.png?block=0');
    expect([before.status, (await before.json()).error]).toEqual([404, 'unknown-moment']);
    const toCome = await get('/api/works/1/still.png?step=7');
    expect([toCome.status, (await toCome.json()).error]).toEqual([404, 'unknown-moment']);
  });
});

describe('a raster', () => {
  test('is painted from the recipe in its address, and immutable', async () => {
    const { layers } = await sceneNow();
    const url = recipeUrl(1, layers[1]!.recipe);
    const raster = await get(url);
    expect(raster.status).toBe(200);
    expect(raster.headers.get('content-type')).toBe('image/png');
    expect(raster.headers.get('cache-control')).toContain('immutable');
    const digest = createHash('sha256')
      .update(Buffer.from(await raster.clone().arrayBuffer()))
      .digest('base64');
    expect(raster.headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
    const held = { headers: { 'if-none-match': raster.headers.get('etag')! } };
    expect((await get(url, held)).status).toBe(304);
    // Painted once, it needs no recipe any more.
    expect((await get(url.split('?')[0]!)).status).toBe(200);
  });

  test('of the larger side has a name, an ETag and bytes of its own; the way between two styles has none', async () => {
    const { layers } = await sceneNow();
    const [sky, figure] = layers.map(({ recipe }) => recipe);
    const url = recipeUrl(1, figure!, LARGE_SIDE);
    const [small, large] = await Promise.all([get(recipeUrl(1, figure!)), get(url)]);
    expect([small.status, large.status]).toEqual([200, 200]);
    expect(large.headers.get('etag')).toBe(`"${recipeHash(figure!)}-1024"`);
    expect(large.headers.get('etag')).not.toBe(small.headers.get('etag'));
    expect((await get(url.split('?')[0]!)).status).toBe(200);
    const [morph] = morphRecipes(sky!, { ...latentOf(layers[0]), coarse: (latentOf(layers[0]).coarse + 1) % 4 });
    const refused = await get(recipeUrl(1, morph!, LARGE_SIDE));
    expect([refused.status, await refused.json()]).toEqual([
      404,
      expect.objectContaining({ error: 'unknown-raster', message: expect.stringContaining('at rest') }),
    ]);
  });

  test('of the way between two styles is painted ahead', async () => {
    const [before] = (await sceneNow()).layers;
    await restyleSky();
    const after = await waitFor('the new style', async () => {
      const [layer] = (await sceneNow()).layers;
      return latentOf(layer).coarse !== latentOf(before).coarse ? layer : null;
    });
    const [first] = morphRecipes(before!.recipe, after.recipe);
    const name = recipeUrl(1, first!).split('?')[0]!;
    await waitFor('the morph to be painted without being asked for', async () => (await get(name)).ok);
  });

  test('that no lever leads to is not painted', async () => {
    const { layers } = await sceneNow();
    const unreachable: LatentRecipe = { ...latentOf(layers[0]), coarse: 200 };
    const refused = await get(recipeUrl(1, unreachable));
    expect([refused.status, await refused.json()]).toEqual([
      400,
      {
        error: 'unreachable-recipe',
        message: "No setting of work 1's levers leads to this recipe, so it is not painted here.",
      },
    ]);
  });

  test('is not painted under another’s name', async () => {
    const { layers } = await sceneNow();
    const [one, other] = layers.map(({ recipe }) => recipe);
    const bytes = Buffer.from(encodeRecipe(other!)).toString('base64url');
    const spoiled = `${recipeHash(one!).slice(0, 63)}${recipeHash(one!).endsWith('0') ? '1' : '0'}`;
    const refused = await get(`/api/works/1/rasters/${spoiled}.png?recipe=${bytes}`);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'recipe-mismatch' }),
    ]);
  });
});

describe('the API', () => {
  const name = 'ab'.repeat(32);
  const rpc = { method: 'POST', headers: { 'content-type': 'application/json' } };

  test.each<[what: string, path: string, init?: RequestInit]>([
    ['an unknown route', '/api/paint'],
    ['an unknown work', '/api/works/9'],
    ['a work that is no number', '/api/works/genesis/state'],
    ['a work whose number turns the text around it', '/api/works/%E2%80%AE1%00'],
    ['an unknown layer', '/api/works/1/layers/3'],
    ['an unknown token', '/api/tokens/-1'],
    ['a raster’s name that is no hash', '/api/works/1/rasters/sky.png'],
    ['a raster of a side that there is not', `/api/works/1/rasters/${name}-512.png?recipe=AQ`],
    ['a raster of a side without end', `/api/works/1/rasters/${name}-${'9'.repeat(99)}.png`],
    ['a raster of a side that leads elsewhere', `/api/works/1/rasters/${name}-1024%2f..%2f..png`],
    ['a raster never painted, without its recipe', `/api/works/1/rasters/${name}.png`],
    ['a recipe that is not readable', `/api/works/1/rasters/${name}.png?recipe=AAAA`],
    ['a recipe given twice', `/api/works/1/rasters/${name}.png?recipe=AQ&recipe=AQ`],
    ['a width too small', '/api/works/1/still.webp?width=15'],
    ['a width too large', '/api/works/1/still.webp?width=641'],
    ['a width that is no number', '/api/works/1/still.webp?width=wide'],
    ['a block that is no number', '/api/works/1/still.webp?block=latest'],
    ['a still as nothing that it can be', '/api/works/1/still', { headers: { accept: 'text/html' } }],
    ['a still of no scene', '/api/works/1/stills/sky.webp'],
    ['a still of an unknown scene', `/api/works/1/stills/${name}.webp`],
    ['an address that cannot be decoded', '/api/%ff'],
    ['a body that is not JSON', '/rpc', { ...rpc, body: '{' }],
    ['a body that is no JSON-RPC', '/rpc', { ...rpc, body: '{"id":1}' }],
    ['a body of another type', '/rpc', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a,b' }],
    ['a body too large', '/rpc', { ...rpc, body: JSON.stringify('x'.repeat(70_000)) }],
    [
      'a batch too large',
      '/rpc',
      { ...rpc, body: JSON.stringify(Array(21).fill({ jsonrpc: '2.0', id: 1, method: 'eth_chainId' })) },
    ],
  ])('answers %s with words', async (_, path, ...[init]) => {
    const answer = await get(path, init);
    expect([answer.status, await answer.json()]).toMatchSnapshot();
  });

  test('sends a person to a page that says that there is none, and a program a refusal', async () => {
    const asked = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'de' } };
    const page = await get('/nowhere/at/all', asked);
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<title>Hier hängt nichts · Pentimento</title>');
    for (const [path, init] of [
      ['/nowhere', {}],
      ['/api/nowhere', asked],
      ['/assets/nowhere.js', asked],
      ['/nowhere', { ...asked, method: 'POST' }],
    ] as const) {
      const refused = await get(path, init);
      expect([path, refused.status, await refused.json()]).toEqual([
        path,
        404,
        expect.objectContaining({ error: 'unknown-route' }),
      ]);
    }
  });

  test('speaks of tokens as marketplaces read them', async () => {
    const { coarse } = latentOf((await sceneNow()).layers[0]);
    const metadata = await getJson<{ name: string; image: string; attributes: unknown[] }>('/api/tokens/65537');
    expect(metadata.name).toBe('Small: Sky');
    expect(metadata.attributes).toContainEqual({ trait_type: 'Composition', value: coarse });
    const { image } = await waitFor('the server to have read as far as the chain goes', async () => {
      const now = await getJson<{ image: string }>('/api/tokens/65537');
      return now.image === (await imageOnChain(1)) ? now : null;
    });
    expect((await get(pathOf(image))).headers.get('content-type')).toBe('image/png');
  });

  test('shows at the address that metadata on chain names the picture of now, a layer’s own and a master’s whole', async () => {
    const [sky] = (await sceneNow()).layers;
    const address = await imageOnChain(1);
    const image = await get(pathOf(address));
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(image.headers.get('etag')).toBe(`"${recipeHash(sky!.recipe)}"`);
    const raster = await get(recipeUrl(1, sky!.recipe));
    expect(Buffer.from(await image.arrayBuffer())).toEqual(Buffer.from(await raster.arrayBuffer()));

    const master = await get(pathOf(await imageOnChain(0)));
    expect([master.status, master.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const still = await get('/api/works/1/still.webp?width=640');
    expect(Buffer.from(await master.arrayBuffer())).toEqual(Buffer.from(await still.arrayBuffer()));

    await restyleSky();
    expect(await imageOnChain(1)).not.toBe(address);
    const held = { headers: { 'if-none-match': image.headers.get('etag')! } };
    const after = await waitFor('another picture', async () => {
      const answer = await get(pathOf(address), held);
      return answer.status === 200 ? answer : null;
    });
    const again = { headers: { 'if-none-match': after.headers.get('etag')! } };
    expect((await get(pathOf(address), again)).status).toBe(304);
    expect((await get('/api/images/65599')).status).toBe(404);
  });

  const pathOf = (address: string) => new URL(address).pathname + new URL(address).search;

  /** What the contract's own metadata names as the token's image, once the server has read as far. */
  async function imageOnChain(index: number): Promise<string> {
    const uri = await chain.tokenURI(index);
    const { image } = JSON.parse(Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64').toString());
    return image.replace(
      'https://wall.example/',
      `${(await getJson<{ publicUrl: string }>('/api/works/1')).publicUrl}/`,
    );
  }

  test('remembers every style of a token', async () => {
    const history = await getJson<{ word: string; by: string }[]>('/api/works/1/layers/1/history');
    await restyleSky();
    const { tokens } = (
      await waitFor('the history to grow', async () => {
        const longer = await getJson<unknown[]>('/api/works/1/layers/1/history');
        return longer.length === history.length + 1 ? await stateNow() : null;
      })
    ).state;
    const [last] = (await getJson<{ word: string; by: string }[]>('/api/works/1/layers/1/history')).slice(-1);
    expect(last).toMatchObject({ word: tokens[1]!.word, by: chain.owners[1]!.address.toLowerCase() });
  });

  test('tells of a work whose manifest is malformed that it cannot be shown, and shows the others', async () => {
    const malformed = await chain.createWork(Buffer.from('not DEFLATE'));
    const refused = await waitFor('the work to be read', async () => {
      const answer = await get(`/api/works/${malformed}`);
      return answer.status === 404 ? null : answer;
    });
    expect([refused.status, await refused.json()]).toEqual([
      422,
      {
        error: 'malformed-manifest',
        message: expect.stringContaining(`Work ${malformed} cannot be shown`),
        facts: { work: malformed },
      },
    ]);
    expect((await get('/api/works/1/still.webp?width=64')).status).toBe(200);
    expect((await get('/ready')).status).toBe(200);
  });

  test('describes itself, every route with its answer', async () => {
    const { paths } = await getJson<{ paths: Record<string, Record<string, { responses: object }>> }>(
      '/api/docs/openapi.json',
    );
    expect(Object.keys(paths).sort()).toMatchSnapshot();
    const undescribed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => !('200' in responses))
        .map(([method]) => `${method} ${path}`),
    );
    expect(undescribed).toEqual([]);
    expect((await get('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });

  test('passes on to the chain what pages need, and nothing else', async () => {
    const ask = async (method: string, ...params: unknown[]) =>
      (await get('/rpc', { ...rpc, body: JSON.stringify({ jsonrpc: '2.0', id: 7, method, params }) })).json();
    expect(await ask('eth_chainId')).toEqual({ jsonrpc: '2.0', id: 7, result: '0x7a69' });
    expect(await ask('anvil_setBalance', chain.layerToken, '0x1')).toMatchObject({ id: 7, error: { code: -32004 } });
    const reverted = await ask('eth_call', { to: chain.layerToken, data: '0xdeadbeef' }, 'latest');
    expect(reverted).toMatchObject({ id: 7, error: { code: 3 } });
  });

  test('shows the pages, told never to be kept, and what they load, told to be kept for ever', async () => {
    const page = await get('/screen/1');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const [script] = /\/assets\/[^"]+\.js/.exec(await page.text())!;
    expect((await get(script)).headers.get('cache-control')).toContain('immutable');
    expect((await get('/screen/9')).status).toBe(404);
  });
});

describe('a server that is started again', () => {
  test('after SIGTERM holds the state it had, its screens come back, and its raster is still painted', async () => {
    const screen = connect();
    await hello(screen);
    const before = await stateNow();
    const [layer] = (await sceneNow()).layers;
    const back = new Promise<void>((resolve) => screen.once('disconnect', () => screen.once('connect', resolve)));
    await server.end('SIGTERM');
    expect(server.child.exitCode).toBe(0);
    server = await startServer({ dataFolder: join(folder, 'data'), port: server.port, env: chain.env });
    expect(await stateNow()).toEqual(before);
    expect((await get(recipeUrl(1, layer!.recipe).split('?')[0]!)).status).toBe(200);
    await back;
  });

  test('after SIGKILL holds what it had told, what happened meanwhile, and which walls it knew', async () => {
    const screen = connect();
    const held = SnapshotSchema.parse(await hello(screen));
    const wall = { work: 1, seq: held.seq, stateHash: held.stateHash, phase: 'showing' as const };
    screen.emit('status', { v: PROTOCOL_VERSION, ...wall, frames: 3 });
    const known = [{ client: 'test', ...wall, seen: expect.any(Number) }];
    await waitFor('the wall to be noted', async () => (await knownScreens()).length > 0);
    expect(await knownScreens()).toEqual(known);
    await server.end('SIGKILL');
    await restyleSkyWhileDown(held);
    server = await startServer({ dataFolder: join(folder, 'data'), port: server.port, env: chain.env });
    const now = await stateNow();
    expect(now.state.tokens[1]!.word).not.toBe(held.state.tokens[1]!.word);
    const reply = (await sync(connect(), { epoch: held.epoch, since: held.seq })) as { deltas: Delta[] };
    expect(reply.deltas).toHaveLength(1);
    expect(applyDelta(held, reply.deltas[0]!)).toEqual(now);
    expect(await knownScreens()).toEqual(known);
  });

  async function knownScreens(): Promise<unknown[]> {
    const token = readFileSync(join(folder, 'data/operator.token'), 'utf8').trim();
    return (await get('/api/screens', { headers: { authorization: `Bearer ${token}` } })).json();
  }

  async function restyleSkyWhileDown({ state }: Snapshot): Promise<void> {
    const composition = Number(BigInt(state.tokens[1]!.word) & 0xffffn);
    await chain.restyle(1, [{ lever: 0, index: (composition + 1) % 4 }]);
  }

  test('with the chain out of reach still shows what it last read', async () => {
    const before = await stateNow();
    await server.end('SIGTERM');
    const env = { ...chain.env, RPC_URL: `http://127.0.0.1:${await freePort()}/secret-key` };
    const { port } = server;
    const child = run({ ...env, PORT: String(port), DATA_DIR: join(folder, 'data') });
    await waitFor('the server to listen', () =>
      get('/health').then(
        (answer) => answer.ok,
        () => false,
      ),
    );
    expect(await stateNow()).toEqual(before);
    expect((await get('/api/works/1/still.webp?width=64')).status).toBe(200);
    const ready = await get('/ready');
    expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ error: 'not-ready' })]);
    expect(
      await (
        await get('/rpc', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}',
        })
      ).json(),
    ).toEqual({
      error: 'chain-silent',
      message: 'The chain does not answer. Ask again in a moment.',
    });
    child.kill('SIGTERM');
    const { output } = await ended(child);
    expect(output).toContain('cannot be used');
    expect(output).not.toContain('secret-key');
    server = await startServer({ dataFolder: join(folder, 'data'), port, env: chain.env });
  });
});

describe('a start that must fail says why in one line, and leaves nothing behind', () => {
  test('a taken port', async () => {
    const failed = await fails({ PORT: String(server.port) });
    expect(failed).toEqual({ code: 69, line: expect.stringContaining(`Port ${server.port} on 127.0.0.1 is taken`) });
  });

  test('a data folder that another server has', async () => {
    const failed = await fails({ DATA_DIR: join(folder, 'data') }, true);
    expect(failed).toEqual({ code: 69, line: expect.stringContaining('Another server runs on the data folder') });
  });

  test('an address that is not this machine’s', async () => {
    const failed = await fails({ HOST: '203.0.113.1' });
    expect(failed).toEqual({ code: 78, line: expect.stringContaining('this machine has no such address') });
  });

  test('a file where rasters are to be kept, and a keystore that is not there', async () => {
    const data = mkdtempSync(join(folder, 'spoilt-'));
    writeFileSync(join(data, 'rasters'), '');
    const nowhere = join(folder, 'nowhere');
    const failed = [
      await fails({ DATA_DIR: data }, true),
      await fails({ RELAYER_KEYSTORE: nowhere, RELAYER_PASSWORD_FILE: nowhere }, true),
    ];
    // What went well before is said, and no stack after it.
    const complaints = failed.map(({ line }) => line.split('\n').filter((each) => !each.includes('"level":30')));
    expect(failed.map(({ code }) => code)).toEqual([78, 78]);
    expect(complaints).toEqual([
      [expect.stringMatching(/^pentimento: The folder .*rasters, .* something else has its name\./), ''],
      [expect.stringMatching(/^pentimento: The keystore .* there is none of that name\./), ''],
    ]);
  });

  test('settings that cannot be used', async () => {
    const { code, line } = await fails({ LOG_LEVEL: 'loud', DEPLOYMENT: '' });
    expect(code).toBe(78);
    expect(line).toContain('LOG_LEVEL=loud: expected one of');
    expect(line).toContain('DEPLOYMENT: expected beside RPC_URL');
  });

  test('a chain that does not answer', async () => {
    const failed = await fails({ RPC_URL: `http://127.0.0.1:${await freePort()}` });
    expect(failed).toEqual({ code: 69, line: expect.stringContaining('cannot be used') });
  });

  test('another chain than the one asked for', async () => {
    const failed = await fails({ DEPLOYMENT: deploymentWith({ chainId: 5 }) });
    expect(failed).toEqual({
      code: 78,
      line: expect.stringContaining('serves chain 31337, and the works are on chain 5'),
    });
  });

  test('an address without the contract', async () => {
    const { contracts } = readDeploymentFile(chain.env.DEPLOYMENT!);
    const layerToken = { ...contracts.layerToken, address: `0x${'12'.repeat(20)}` } as const;
    const failed = await fails({ DEPLOYMENT: deploymentWith({ contracts: { ...contracts, layerToken } }) });
    expect(failed).toEqual({ code: 78, line: expect.stringContaining('No LayerToken is deployed at 0x1212') });
  });

  /** The chain's deployment file with something else in it. */
  function deploymentWith(other: Partial<DeploymentFile>): string {
    const file = join(folder, 'other-deployment.json');
    writeFileSync(file, JSON.stringify({ ...readDeploymentFile(chain.env.DEPLOYMENT!), ...other }));
    return file;
  }

  test('a model that was altered, and one that is not there', async () => {
    const altered = join(folder, 'altered');
    cpSync(TINY_MODEL, altered, { recursive: true });
    appendFileSync(join(altered, 'synthesis.onnx'), 'x');
    expect(await fails({ MODEL_DIR: altered })).toEqual({ code: 78, line: expect.stringContaining('was altered') });
    const failed = await fails({ MODEL_DIR: join(folder, 'nowhere') });
    expect(failed).toEqual({ code: 78, line: expect.stringContaining('is missing or unreadable') });
  });

  /** What a start with these variables prints and exits with. A folder of its own must be left as it was: not there, or empty. */
  async function fails(env: Record<string, string>, shared = false): Promise<{ code: number | null; line: string }> {
    const own = join(mkdtempSync(join(folder, 'failing-')), 'data');
    const child = run({ ...chain.env, PORT: String(await freePort()), DATA_DIR: own, ...env });
    const { code, output } = await ended(child);
    const left = existsSync(own) && !shared ? readdirSync(own).filter((name) => !name.startsWith('lock.db')) : [];
    expect(left).toEqual([]);
    return { code, line: output };
  }
});

function run(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [resolve(__dirname, '../../dist/server/main.js')], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
