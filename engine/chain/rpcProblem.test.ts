import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATIENCE } from '../../test/harness/waitFor.js';
import { createRpcClient, hostOf } from './rpcClient.js';
import { isThrottled, methodUnknown, nodeRefused, retryAfterOf, rpcProblem } from './rpcProblem.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function clientOf(listener: RequestListener, timeoutMs = PATIENCE) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://user:password@127.0.0.1:${port}/v3/secret-key`;
  return { client: createRpcClient({ url, timeoutMs }), port };
}

/** @param timeoutMs what a machine busy with others may take, unless no answer is to come */
async function failureOf(listener: RequestListener, timeoutMs = PATIENCE): Promise<unknown> {
  const { client } = await clientOf(listener, timeoutMs);
  return client.getBlockNumber().then(
    () => null,
    (error) => error,
  );
}

const answering =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);

const silent: RequestListener = () => undefined;

describe('rpcProblem', () => {
  it.each<[string, RequestListener, string]>([
    ['an HTTP status', answering(401, '{"message":"no such key: secret-key"}'), 'it answered with HTTP status 401'],
    [
      'an error of the node',
      answering(200, '[{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"see https://node.test/secret-key"}}]'),
      'it answered with error -32005: see (url)',
    ],
    ['a page instead of an answer', answering(200, 'secret-key'), 'its answer is not JSON'],
    ['a broken connection', (request) => request.socket.destroy(), 'no connection (UND_ERR_SOCKET)'],
    ['an answer that does not come', silent, 'it did not answer in time'],
  ])('tells %s without the key in the address', async (_, listener, problem) => {
    expect(rpcProblem(await failureOf(listener, listener === silent ? 300 : PATIENCE))).toBe(problem);
  });

  it('tells an error of the node from a failure to reach it', async () => {
    const refused = '[{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"range too long"}}]';
    expect(nodeRefused(await failureOf(answering(200, refused)))).toBe(true);
    expect(nodeRefused(await failureOf(answering(503, '')))).toBe(false);
  });
});

describe('a node that asks to be asked less', () => {
  const limited = '[{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"daily rate limit reached"}}]';
  it.each<[string, RequestListener, number | null]>([
    ['by an HTTP status', answering(429, '{}'), null],
    [
      'by an HTTP status that says for how long',
      (_, response) => response.writeHead(429, { 'retry-after': '7' }).end(),
      7_000,
    ],
    ['by an error in an answer that looks well', answering(200, limited), null],
  ])('is heard %s', async (_, listener, retryAfter) => {
    const error = await failureOf(listener);
    expect([isThrottled(error), retryAfterOf(error)]).toEqual([true, retryAfter]);
  });

  it('is told from one that fails, that finds a range too long, and that does not know a method', async () => {
    const refusing = (code: number, message: string) =>
      failureOf(answering(200, JSON.stringify([{ jsonrpc: '2.0', id: 1, error: { code, message } }])));
    const tooLong = await refusing(-32_005, 'query returned more than 10000 results');
    const unknown = await refusing(-32_601, 'the method eth_getBlockReceipts does not exist/is not available');
    expect([isThrottled(tooLong), methodUnknown(tooLong)]).toEqual([false, false]);
    expect([isThrottled(unknown), methodUnknown(unknown)]).toEqual([false, true]);
    expect(isThrottled(await failureOf(answering(503, '')))).toBe(false);
  });
});

describe('hostOf', () => {
  it('gives nothing of the address but host and port', async () => {
    const { client, port } = await clientOf(() => undefined);
    expect(hostOf(client)).toBe(`127.0.0.1:${port}`);
  });
});
