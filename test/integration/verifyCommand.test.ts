import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { runCli } from '../harness/runCli.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

type Lie = (path: string, body: Buffer) => Buffer | null;

const LAYER = 65_537;
const folder = mkdtempSync(join(tmpdir(), 'pentimento-verify-'));
let chain: TestChain;
let server: RunningServer;
/** Stands before the server and passes on what it says, but for what `lie` makes of it; null is 404. */
let liar: Server;
let lie: Lie = (_, body) => body;

beforeAll(async () => {
  chain = await openChain();
  server = await startServer({ dataFolder: folder, env: chain.env });
  await chain.restyle(1, [{ lever: 0, index: 3 }]);
  await waitFor('the restyle', async () => {
    const response = await fetch(`${server.url}/api/works/1/layers/1`);
    return ((await response.json()) as { revision: number }).revision === 1;
  });
  liar = createServer(async (request, response) => {
    const truth = await fetch(`${server.url}${request.url}`);
    const body = lie(request.url ?? '', Buffer.from(await truth.arrayBuffer()));
    response.writeHead(body ? truth.status : 404).end(body ?? '');
  });
  await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  liar?.close();
  await server?.end('SIGKILL');
  await chain?.end();
  rmSync(folder, { recursive: true, force: true });
});

const verify = (token: number, url: string) =>
  runCli([
    'verify',
    '--rpc',
    chain.env.RPC_URL!,
    '--model',
    chain.env.MODEL_DIR!,
    '--token',
    `${token}`,
    '--server',
    url,
  ]);
const verifyLiar = (lying: Lie) => {
  lie = lying;
  return verify(LAYER, `http://127.0.0.1:${(liar.address() as AddressInfo).port}`);
};

test('a server that tells the truth is the same in every word, recipe, raster and in the still', async () => {
  const { code, stdout } = await verify(65_536, server.url);
  expect(stdout).toMatch(/same +manifest\n/);
  expect(stdout.match(/same +style word/g)!.length).toBeGreaterThan(1);
  expect(stdout).toMatch(/same +raster of token 1, recipe [0-9a-f]{64}\n/);
  expect(stdout).toMatch(/same +still, scene [0-9a-f]{64}\n/);
  expect(stdout).not.toContain('DIFFERS');
  expect(code).toBe(0);
});

const edited = (png: Buffer): Buffer => {
  const picture = PNG.sync.read(png);
  picture.data[0] = (picture.data[0]! + 128) % 256;
  return PNG.sync.write(picture);
};

/** The state with another style of the layer. */
const restyled = (body: Buffer): Buffer => {
  const snapshot = JSON.parse(String(body)) as Snapshot;
  const layer = snapshot.state.tokens[1]!;
  layer.word = `${layer.word.slice(0, -1)}${layer.word.endsWith('0') ? '1' : '0'}` as Hex;
  return Buffer.from(JSON.stringify(snapshot));
};

test.each<[string, Lie, RegExp]>([
  [
    'another manifest',
    (path, body) =>
      path === '/api/works/1' ? Buffer.from(String(body).replace(/"title":"[^"]+"/, '"title":"Mine"')) : body,
    /DIFFERS +manifest\n/,
  ],
  [
    'another style',
    (path, body) => (path.endsWith('/state') ? restyled(body) : body),
    /DIFFERS +style word of token 65537\n/,
  ],
  ['another raster', (path, body) => (path.includes('/rasters/') ? edited(body) : body), /DIFFERS +raster of token 1/],
  [
    'no still of the scene',
    (path, body) => (path.includes('/stills/') ? null : body),
    /DIFFERS +still[\s\S]+nothing under this hash/,
  ],
])('a server with %s is told from the chain', async (_, lying, found) => {
  const { code, stdout } = await verifyLiar(lying);
  expect(stdout).toMatch(found);
  expect(stdout).toContain('1 differ');
  expect(code).toBe(1);
});

test('a token that is not there, and a server that is none, are one sentence each', async () => {
  expect(await verify(655_361, server.url)).toMatchObject({ code: 65, stderr: expect.stringMatching(/no work 10/) });
  expect(await verify(65_599, server.url)).toMatchObject({
    code: 65,
    stderr: expect.stringMatching(/no token of index 63/),
  });
  const nobody = await verifyLiar(() => Buffer.from('<html>'));
  expect(nobody).toMatchObject({ code: 65, stderr: expect.stringMatching(/Check that the server runs/) });
});
