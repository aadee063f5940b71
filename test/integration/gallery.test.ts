import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { Group, ScreenView } from '../../engine/protocol/desk.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Plan } from '../../engine/protocol/plan.js';
import type { PlaylistItem } from '../../engine/protocol/playlist.js';
import {
  type Cue,
  challengeText,
  type DeviceKey,
  type DeviceProof,
  type DeviceToServer,
  type Interval,
  type Report,
  type ServerToDevice,
} from '../../engine/protocol/screenMessages.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { PATIENCE, waitFor } from '../harness/waitFor.js';

let folder: string;
let chain: TestChain;
let server: RunningServer;
let token: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-gallery-'));
  chain = await openChain();
  server = await startServer({ dataFolder: folder, env: chain.env });
  token = readFileSync(join(folder, 'operator.token'), 'utf8').trim();
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

afterAll(async () => {
  await server?.end();
  await chain?.end();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
const logIn = (asked: string, headers = {}) =>
  ask('/api/operator/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token: asked }),
  });
const bearer = (value: string) => ({ headers: { authorization: `Bearer ${value}` } });
/** As a proxy beside the server says where a request comes from. */
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('the operator', () => {
  test('is told the token once, with the address to use it at', async () => {
    await waitFor('the token', () => server.output().includes(`/screens with the operator's token: ${token}`));
    await server.end();
    server = await startServer({ dataFolder: folder, port: server.port, env: chain.env });
    expect(server.output()).not.toContain(token);
  });

  test('is whoever sends the token, and nobody else', async () => {
    expect((await ask('/api/screens')).status).toBe(401);
    expect((await ask('/api/screens', bearer(token))).status).toBe(200);
    const refused = await ask('/api/screens', bearer(`${token}x`));
    expect([refused.status, (await refused.json()).error]).toEqual([401, 'not-the-token']);
  });

  test('exchanges the token for a session that scripts and other sites do not get hold of, until it is ended', async () => {
    const answer = await logIn(token);
    const cookie = answer.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^pentimento_operator=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect((await logIn(token, { 'x-forwarded-proto': 'https' })).headers.get('set-cookie')).toContain('; Secure');
    const headers = { cookie: cookie.split(';')[0]! };
    expect((await ask('/api/screens', { headers })).status).toBe(200);
    expect((await ask('/api/screens', { headers: { ...headers, origin: 'https://elsewhere.example' } })).status).toBe(
      401,
    );
    const session = async () => (await ask('/api/operator/session', { headers })).json();
    expect(await session()).toEqual({ operator: true });
    expect((await ask('/api/operator/session', { method: 'DELETE', headers })).status).toBe(200);
    expect(await session()).toEqual({ operator: false });
    expect((await ask('/api/screens', { headers })).status).toBe(401);
  });

  test('may mistype the token a few times; who guesses waits, and nobody else with them', async () => {
    const tries = [];
    for (let i = 0; i < 10; i++) tries.push((await logIn(`guess number ${i}`, from('192.0.2.7'))).status);
    expect(tries.slice(0, 8)).toEqual(Array(8).fill(401));
    expect(tries.slice(8)).toEqual([429, 429]);
    // Not even the right one is looked at then.
    const right = await logIn(token, from('192.0.2.7'));
    expect([right.status, Number(right.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect((await logIn(token, from('192.0.2.8'))).status).toBe(200);
  });
});

/** A machine that can prove which screen it is, by a key pair or by a secret. */
interface Machine {
  key: DeviceKey;
  prove(screen: string): Promise<DeviceProof>;
}

const challenge = async (): Promise<string> => (await (await ask('/api/pairings/challenge')).json()).challenge;

function keyMachine(): Machine {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    key: { kind: 'key', spki: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') },
    async prove(screen) {
      const asked = await challenge();
      const text = Buffer.from(challengeText(screen, asked));
      const signature = sign('sha256', text, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64');
      return { kind: 'key', screen, challenge: asked, signature };
    },
  };
}

function secretMachine(): Machine {
  const secret = randomBytes(24).toString('hex');
  return {
    key: { kind: 'secret', sha256: `0x${createHash('sha256').update(secret).digest('hex')}` },
    prove: async (screen) => ({ kind: 'secret', screen, secret }),
  };
}

type Device = Socket<ServerToDevice, DeviceToServer>;
const json = { 'content-type': 'application/json' };
const operator = (method: string, path: string, body?: unknown) =>
  ask(`/api/operator${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : json) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const operatorJson = async <T>(path: string): Promise<T> => (await operator('GET', path)).json();
const views = () => operatorJson<ScreenView[]>('/screens');

const beginBy = (key: unknown, headers = {}) =>
  ask('/api/pairings', { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ key }) });
const begin = async ({ key }: Machine): Promise<{ id: string; code: string }> => (await beginBy(key)).json();

async function paired(machine: Machine, name: string): Promise<string> {
  const { code } = await begin(machine);
  return (await (await operator('POST', '/screens', { code, name })).json()).id;
}

async function unpairAll(): Promise<void> {
  for (const { id } of await views()) await operator('DELETE', `/screens/${id}`);
}

function open(namespace: string, options: object): Socket {
  const socket = io(`${server.url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  sockets.push(socket);
  return socket;
}

const connect = (auth: object): Device => open('/screen', { auth });

/** @returns the screen's socket and the plan it is greeted with */
async function connected(machine: Machine, screen: string): Promise<{ device: Device; plan: Plan }> {
  const device = connect(await machine.prove(screen));
  const [plan] = await once(device as never, 'plan');
  return { device, plan };
}

const refusalOf = async (socket: unknown): Promise<string> => {
  const [error] = await once(socket as never, 'connect_error');
  return error.data.error;
};

const report = (change: Partial<Report>): Report => ({
  v: 1,
  showing: null,
  phase: 'showing',
  asleep: false,
  health: {
    fps: 30,
    longFrames: 0,
    heap: 24_000_000,
    textures: 3,
    contextLosses: 0,
    rebuilds: 0,
    since: Date.now(),
    version: 'screen-test',
  },
  timeZone: 'Europe/Zurich',
  size: { width: 1920, height: 1080 },
  ...change,
});

const item = (change: Partial<PlaylistItem> = {}): PlaylistItem => ({ work: 1, seconds: 60, hours: null, ...change });

describe('pairing and revocation', () => {
  test('a code on the wall becomes a screen with a name, once, until its pairing is ended', async () => {
    const machine = keyMachine();
    const { id, code } = await begin(machine);
    expect(code).toMatch(/^[A-HJKMNP-RTWXY346789]{6}$/);
    const outcome = async () => (await ask(`/api/pairings/${id}`)).json();
    expect(await outcome()).toEqual({ screen: null });
    const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`;
    expect(await operatorJson(`/pairings/${encodeURIComponent(typed)}`)).toMatchObject({ code, proof: 'key' });
    expect((await operator('POST', '/screens', { code: typed, name: ' Hall ' })).status).toBe(200);
    const { screen } = await outcome();
    expect(await views()).toEqual([expect.objectContaining({ id: screen, name: 'Hall', number: 1, proof: 'key' })]);
    const again = await operator('POST', '/screens', { code, name: 'Foyer' });
    expect([again.status, (await again.json()).error]).toEqual([404, 'unknown-code']);

    const { plan, device } = await connected(machine, screen);
    expect(plan).toMatchObject({ screen, name: 'Hall', number: 1, quarters: 0, items: [], group: null, span: null });
    expect((await views())[0]).toMatchObject({ connected: true });
    const cut = once(device as never, 'disconnect');
    const told = once(device as never, 'revoked');
    expect((await operator('DELETE', `/screens/${screen}`)).status).toBe(200);
    await Promise.all([cut, told]);
    expect(await refusalOf(connect(await machine.prove(screen)))).toBe('not-paired');
    expect(await views()).toEqual([]);
  });

  test('no screen passes for another, and a proof is good once', async () => {
    const [one, other] = [keyMachine(), secretMachine()];
    const [hall, foyer] = [await paired(one, 'Hall'), await paired(other, 'Foyer')];
    expect((await views()).map(({ number, proof }) => [number, proof])).toEqual([
      [1, 'key'],
      [2, 'secret'],
    ]);
    expect(await refusalOf(connect(await other.prove(hall)))).toBe('proof-refused');
    expect(await refusalOf(connect(await one.prove(foyer)))).toBe('proof-refused');
    expect(await refusalOf(connect(await secretMachine().prove(foyer)))).toBe('proof-refused');
    expect(await refusalOf(connect({ screen: hall }))).toBe('invalid');
    const proof = await one.prove(hall);
    await once(connect(proof) as never, 'plan');
    expect(await refusalOf(connect(proof))).toBe('proof-refused');
    await once(connect(await other.prove(foyer)) as never, 'plan');
  });

  test('whoever asks for codes all the time waits, and a key that proves nothing is refused', async () => {
    const { key } = secretMachine();
    const asked = await Promise.all(Array.from({ length: 16 }, () => beginBy(key, from('192.0.2.99'))));
    expect(asked.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(1);
    const unusable = await beginBy({ kind: 'key', spki: 'A'.repeat(80) });
    expect([unusable.status, (await unusable.json()).error]).toEqual([400, 'unusable-key']);
  });
});

describe('a paired screen', () => {
  const machine = keyMachine();
  let screen: string;
  beforeAll(async () => {
    await unpairAll();
    screen = await paired(machine, 'Hall');
  });

  test('is told at once what was decided of it', async () => {
    const { device } = await connected(machine, screen);
    const next = async () => (await once(device as never, 'plan'))[0] as Plan;
    let told = next();
    await operator('PATCH', `/screens/${screen}`, { quarters: 1, power: 'asleep', shows: { kind: 'work', work: 1 } });
    expect(await told).toMatchObject({ quarters: 1, power: 'asleep', items: [item({ seconds: 3600 })] });

    const items = [item(), item({ hours: { days: [1, 2], from: '10:00', to: '18:00' } })];
    told = next();
    expect((await operator('PUT', '/playlists/evening0', { name: 'Evening', items })).status).toBe(200);
    await told;
    told = next();
    await operator('PATCH', `/screens/${screen}`, { shows: { kind: 'playlist', playlist: 'evening0' } });
    expect((await told).items).toEqual(items);
    const removed = await operator('DELETE', '/playlists/evening0');
    expect([removed.status, (await removed.json()).error]).toEqual([409, 'playlist-in-use']);
  });

  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  const gap = { name: 'x', items: [item({ hours: { days: everyDay, from: '08:00', to: '07:00' } })] };
  const stranger = { screen: 'abcdefgh', x: 0, y: 0, width: 1, height: 1 };
  test.each<[what: string, path: string, body: unknown, status: number]>([
    ['a work that is not there', '/playlists/evening0', { name: 'x', items: [item({ work: 77 })] }, 404],
    ['a turn of no time', '/playlists/evening0', { name: 'x', items: [item({ seconds: 1 })] }, 400],
    ['hours that leave a wall without a work', '/playlists/evening0', gap, 400],
    ['a group of a stranger', '/groups/wall0001', { name: 'x', shows: null, fit: null, tiles: [stranger] }, 404],
  ])('is not told of %s', async (_, path, body, status) => {
    const answer = await operator('PUT', path, body);
    expect([answer.status, typeof (await answer.json()).message]).toEqual([status, 'string']);
  });

  test('does what it is told, or says why not; who is away or silent is said to be', async () => {
    const command = async (name: string) => {
      const answer = await operator('POST', `/screens/${screen}/commands`, { command: name });
      const { id, ...body } = await answer.json();
      return [answer.status, body];
    };
    await waitFor('the screen to have left', async () => (await views())[0]?.connected === false);
    expect(await command('identify')).toEqual([409, expect.objectContaining({ error: 'screen-away' })]);
    const { device } = await connected(machine, screen);
    device.once('command', ({ id }, reply) => reply({ id, done: true, picture: 'AAAA' }));
    expect(await command('screenshot')).toEqual([200, { done: true, picture: 'AAAA' }]);
    device.once('command', ({ id }, reply) => reply({ id, done: false, code: 'asleep' }));
    expect(await command('screenshot')).toEqual([200, { done: false, code: 'asleep' }]);
    device.once('command', (_, reply) => reply('done' as never));
    expect(await command('reload')).toEqual([504, expect.objectContaining({ error: 'screen-silent' })]);
    expect((await command('explode'))[0]).toBe(400);
  });

  test('is seen by the operator, live, and by nobody else', async () => {
    const { device } = await connected(machine, screen);
    expect(await refusalOf(open('/operator', {}))).toBe('operator-only');
    const cookie = (await logIn(token)).headers.get('set-cookie')!.split(';')[0]!;
    const seen: ScreenView[][] = [];
    open('/operator', { extraHeaders: { cookie } }).on('screens', (screens) => seen.push(screens));
    await waitFor('the screens as they are', () => seen.length > 0);
    const { seq, stateHash } = (await (await ask('/api/works/1/state')).json()) as Snapshot;
    device.emit('report', report({ showing: { work: 1, seq, stateHash } }));
    const [hall] = await waitFor('the report', () => seen.find(([first]) => first?.report));
    expect(hall).toMatchObject({
      connected: true,
      current: true,
      report: { health: { fps: 30 }, timeZone: 'Europe/Zurich' },
    });
    device.emit('report', report({ showing: { work: 1, seq, stateHash: `0x${'00'.repeat(32)}` } }));
    await waitFor('the screen that lags', () => seen.at(-1)?.[0]?.current === false);
    device.close();
    await waitFor('the screen that left', () => seen.at(-1)?.[0]?.connected === false);
  });

  test('that talks nonsense is refused in words, and cut off when it goes on', async () => {
    const { device } = await connected(machine, screen);
    const raw = device as unknown as Socket;
    expect(await raw.timeout(PATIENCE).emitWithAck('played', { v: 1, intervals: [] })).toMatchObject({
      error: 'invalid',
    });
    expect(await raw.timeout(PATIENCE).emitWithAck('hello', {})).toMatchObject({ error: 'unknown-event' });
    const cut = once(device as never, 'disconnect');
    for (let i = 0; i < 60; i++) raw.emit('hello', {});
    await cut;
  });
});

describe('screens in step', () => {
  const machines = [keyMachine(), keyMachine()] as const;
  let ids: string[];
  beforeAll(async () => {
    await unpairAll();
    ids = [await paired(machines[0], 'Left'), await paired(machines[1], 'Right')];
    const tiles = ids.map((screen, i) => ({ screen, x: i * 1020, y: 0, width: 1000, height: 600 }));
    const group: Omit<Group, 'id'> = { name: 'Wall', shows: { kind: 'work', work: 1 }, fit: 'fill', tiles };
    expect((await operator('PUT', '/groups/wall0001', group)).status).toBe(200);
  });

  test('are each told their part, and to begin a change in one moment once all have it', async () => {
    const [left, right] = await Promise.all(machines.map((machine, i) => connected(machine, ids[i]!)));
    expect(right!.plan).toMatchObject({ group: 'wall0001', items: [item({ seconds: 3600 })] });
    expect(right!.plan.span).toEqual({
      wall: { x: 0, y: 0, width: 2020, height: 600 },
      tile: { x: 1020, y: 0, width: 1000, height: 600 },
      fit: 'fill',
    });
    const prepared = async ({ device }: { device: Device }) =>
      (await device.timeout(PATIENCE).emitWithAck('prepared', { v: 1, change: 'one', notBefore: 0 })) as Cue;
    const answered: string[] = [];
    const first = prepared(left!).finally(() => answered.push('prepared'));
    // Asked after it on the same line, and answered at once.
    for (let question = 0; question < 5; question++) {
      const before = Date.now();
      const now = await left!.device.timeout(PATIENCE).emitWithAck('time');
      answered.push('time');
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now).toBeLessThanOrEqual(Date.now());
    }
    expect(await prepared(right!)).toEqual(await first);
    expect(answered.indexOf('prepared')).toBe(5);
  });

  test('are in one group at most, and hang alone when it is dissolved', async () => {
    const tiles = [{ screen: ids[0]!, x: 0, y: 0, width: 1, height: 1 }];
    const other = await operator('PUT', '/groups/wall0002', { name: 'Other', shows: null, fit: null, tiles });
    expect([other.status, (await other.json()).error]).toEqual([409, 'in-other-group']);
    await operator('DELETE', `/screens/${ids[0]}`);
    const [group] = await operatorJson<Group[]>('/groups');
    expect(group!.tiles.map(({ screen }) => screen)).toEqual([ids[1]]);
    const { device, plan } = await connected(machines[1], ids[1]!);
    expect(plan.group).toBe('wall0001');
    const told = once(device as never, 'plan');
    await operator('DELETE', '/groups/wall0001');
    expect((await told)[0]).toMatchObject({ group: null, span: null });
  });
});

describe('proof of play', () => {
  const machine = secretMachine();
  const day = Date.parse('2026-03-01T00:00:00Z');
  const interval = (from: number, to: number): Interval => ({
    work: 1,
    stateHash: `0x${'ab'.repeat(32)}`,
    from: day + from,
    to: day + to,
  });

  test('is kept once however often it is told, outlives the pairing and a kill, and is given as a table', async () => {
    const name = '=Hall, "left"';
    const screen = await paired(machine, name);
    const { device } = await connected(machine, screen);
    const tell = (intervals: Interval[]) => device.timeout(PATIENCE).emitWithAck('played', { v: 1, intervals });
    expect(await tell([interval(0, 1000), interval(1000, 5000)])).toEqual({ kept: 2 });
    expect(await tell([interval(1000, 5000), interval(5000, 6000)])).toEqual({ kept: 2 });
    await server.end('SIGKILL');
    server = await startServer({ dataFolder: folder, port: server.port, env: chain.env });
    await operator('DELETE', `/screens/${screen}`);
    const played = [interval(0, 1000), interval(1000, 5000), interval(5000, 6000)];
    expect(await operatorJson('/plays.json')).toEqual(played.map((each) => ({ screen, name, ...each })));
    const of = (query: string) => operatorJson<unknown[]>(`/plays.json?${query}`);
    expect(await of('from=2026-03-01T00:00:05Z')).toHaveLength(1);
    expect(await of('to=2026-03-01T00:00:01Z')).toHaveLength(1);
    expect(await of('from=2027-01-01T00:00:00Z')).toEqual([]);
    expect((await operator('GET', '/plays.json?from=yesterday')).status).toBe(400);
    const table = await operator('GET', '/plays.csv');
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, first] = (await table.text()).split('\r\n');
    expect(head).toBe('screen,name,work,state,from,to');
    expect(first).toContain(`${screen},"'=Hall, ""left""",1,0xab`);
    expect(first).toContain('2026-03-01T00:00:00.000Z,2026-03-01T00:00:01.000Z');
  });

  test('is the operator’s alone, as is everything that is decided', async () => {
    for (const path of ['plays.csv', 'plays.json', 'screens', 'groups', 'playlists']) {
      expect((await ask(`/api/operator/${path}`)).status).toBe(401);
    }
  });
});
