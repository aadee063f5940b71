import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { framesIn } from '../harness/framesIn.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { runCli } from '../harness/runCli.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

const folder = mkdtempSync(join(tmpdir(), 'pentimento-export-'));
let chain: TestChain;
let server: RunningServer;

beforeAll(async () => {
  chain = await openChain();
  server = await startServer({ dataFolder: join(folder, 'data'), env: chain.env });
});
afterAll(async () => {
  await server?.end('SIGKILL');
  await chain?.end();
  rmSync(folder, { recursive: true, force: true });
});

const still = async (query: string) =>
  Buffer.from(await (await fetch(`${server.url}/api/works/1/still.webp?width=64${query}`)).arrayBuffer());

test('a time-lapse holds the very still of every block that changed the work', async () => {
  for (const composition of [1, 2, 3]) await chain.restyle(1, [{ lever: 0, index: composition }]);
  const history = async () =>
    (await (await fetch(`${server.url}/api/works/1/history`)).json()) as { index: number; block: { number: number } }[];
  await waitFor('the restyles', async () => (await history()).filter(({ index }) => index === 1).length === 4);
  const blocks = [...new Set((await history()).map(({ block }) => block.number))];

  const to = join(folder, 'life.webp');
  const { stdout } = await runCli(['export', '--server', server.url, '--to', to, '--width', '64', '--seconds', '0.2']);
  expect(stdout).toContain(`${blocks.length} frames of 64 × 40`);
  const stills = await Promise.all(blocks.map((block) => still(`&block=${block}`)));
  expect(framesIn(readFileSync(to))).toEqual(stills.flatMap(framesIn));
  expect(new Set(framesIn(readFileSync(to))).size).toBe(blocks.length);
});

test('a work that stands still has no walk, and a server that is not there says so in one sentence', async () => {
  expect(await runCli(['export', '--server', server.url, '--walk'])).toMatchObject({
    code: 65,
    stderr: 'Nothing to export: this work does not move by itself. Leave --walk out for its history.\n',
  });
  expect(await runCli(['export', '--server', 'http://127.0.0.1:9'])).toMatchObject({
    code: 65,
    stderr: expect.stringMatching(/^http:\/\/127.0.0.1:9\S* was not given: the server cannot be reached. .*\n$/),
  });
});

test('a server of something else is named as one', async () => {
  const other = createServer((_, response) => response.end('<!doctype html>'));
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  try {
    expect(await runCli(['export', '--server', url, '--to', join(folder, 'nothing.webp')])).toMatchObject({
      code: 65,
      stderr: expect.stringMatching(/ answered something else than a Pentimento server does\. Check .*\n$/),
    });
  } finally {
    other.close();
  }
});
