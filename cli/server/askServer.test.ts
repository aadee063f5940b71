import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askServer } from './askServer.js';
import { createGivenServer } from './givenServer.js';
import { ServerUnusable } from './serverErrors.js';

/** Serves these statuses one after another, and the last for ever. */
async function serving(statuses: number[], use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => {
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    response.writeHead(status ?? 200, { 'retry-after': '0' }).end('art');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

test('a server that is busy is asked again, and what it then says is the answer', async () => {
  await serving([429, 503, 200], async (url) => {
    expect(Buffer.from((await createGivenServer(url).bytes('x')) ?? []).toString()).toBe('art');
  });
});

test('a server that refuses has its answer given, and one that is always busy is given up', async () => {
  await serving([404], async (url) => expect((await askServer(url)).status).toBe(404));
  await serving([429], async (url) => expect(askServer(url)).rejects.toThrow(ServerUnusable));
});
