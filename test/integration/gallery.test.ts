import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChain, type TestChain } from '../harness/openChain.js';
import { type RunningServer, startServer } from '../harness/startServer.js';

jest.setTimeout(120_000);

let folder: string;
let chain: TestChain;
let server: RunningServer;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-gallery-'));
  chain = await openChain();
  server = await startServer({ dataFolder: folder, env: chain.env });
  token = readFileSync(join(folder, 'operator.token'), 'utf8').trim();
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
    expect(server.output()).toContain(`/screens with the operator's token: ${token}`);
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
