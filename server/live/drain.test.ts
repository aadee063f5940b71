import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { drain } from './drain.js';

test('answers what was asked, lets screens go, and takes nobody new', async () => {
  let answer = () => {};
  const http = createServer((_, response) => {
    answer = () => response.end('whole');
  });
  const screens = new Server(http, { transports: ['websocket'] });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const screen = io(url, { transports: ['websocket'], reconnection: false });
  await new Promise<void>((resolve) => screen.on('connect', resolve));
  const asked = fetch(url).then((response) => response.text());
  await once(http, 'request');

  const left = new Promise<string>((resolve) => screen.on('disconnect', resolve));
  const drained = drain(http, screens);
  // A word on which a client tries again of itself.
  expect(await left).toBe('transport close');
  await expect(fetch(url)).rejects.toThrow();
  answer();
  expect(await asked).toBe('whole');
  await drained;
  await screens.close();
});
