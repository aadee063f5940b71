import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { goneSignal } from './goneSignal.js';

test('is aborted when whoever asked goes away, not before', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: gallery\r\n\r\n');
  const [, answer] = (await once(server, 'request')) as [unknown, ServerResponse];
  const signal = goneSignal(answer);
  // By then whatever closes of itself with the end of a request has closed.
  await new Promise((resolve) => setImmediate(resolve));
  expect(signal.aborted).toBe(false);
  client.destroy();
  await once(signal, 'abort');
  server.close();
});
