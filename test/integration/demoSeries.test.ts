import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoSeries } from '../harness/demoSeries.js';
import { TINY_MODEL } from '../harness/openChain.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

const TINY = { MODEL_DIR: TINY_MODEL };

let folder: string;
let server: RunningServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-series-'));
});
afterEach(async () => {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('the series is minted and offered once, though it is killed on the way, with a server on the world or without', async () => {
  const killed = startDemoSeries(folder, TINY);
  await waitFor('some works', () => killed.output().includes(' 4/23'), 120_000);
  killed.child.kill('SIGKILL');
  await once(killed.child, 'close');

  server = await startServer({ dataFolder: folder, env: { ...TINY, PAINTERS: '1' } });
  const { child, output } = startDemoSeries(folder, TINY);
  const [code] = await once(child, 'close');
  expect([code, output()]).toEqual([0, expect.stringContaining('The series is whole: 23 works')]);

  const works = await waitFor('the server to have read it', async () => {
    const list = await getJson<{ work: number; layers: number }[]>('/api/works');
    return list.length === 23 ? list : null;
  });
  expect(works.reduce((sum, { layers }) => sum + layers, 0)).toBe(23 * 23);
});

async function getJson<T>(path: string): Promise<T> {
  return (await fetch(`${server?.url}${path}`)).json() as Promise<T>;
}
