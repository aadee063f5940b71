import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { FetchError, fetchJson } from './fetchJson.js';

const Layer = z.object({ title: z.string() });

describe('fetchJson', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let url: string;

  beforeAll(async () => {
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/layer`;
  });
  afterAll(() => server.close());

  const answering = (status: number, body: unknown) => {
    answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    return fetchJson(url, Layer);
  };

  it('gives what the server answers', async () => {
    await expect(answering(200, { title: 'Ridge' })).resolves.toEqual({ title: 'Ridge' });
  });

  it('says why the server refuses', async () => {
    await expect(answering(404, { error: 'no-such-thing', message: 'There is no work 9.' })).rejects.toThrow(
      new FetchError('There is no work 9.', 404),
    );
  });

  it('names the status when whatever stands in front of the server has no words', async () => {
    await expect(answering(502, '<h1>Bad gateway</h1>')).rejects.toThrow('502');
  });

  it('does not trust an answer of another shape', async () => {
    await expect(answering(200, { name: 'Ridge' })).rejects.toThrow('not of this page’s version');
  });

  it('says so when nobody answers', async () => {
    await expect(fetchJson('http://127.0.0.1:9/api/layer', Layer)).rejects.toThrow('does not answer');
  });
});
