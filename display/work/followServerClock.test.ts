import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followServerClock } from './followServerClock.js';

let server: Server;
let told: Date | null;

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
  jest.setSystemTime(new Date('2026-01-01T00:00:00Z'));
  server = createServer((_, response) => {
    response.sendDate = false;
    response.writeHead(200, told ? { date: told.toUTCString() } : {}).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  jest.useRealTimers();
  server.close();
  server.closeAllConnections();
});

const urlOf = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

describe('followServerClock', () => {
  it("gives the server's time where this machine's clock is a day behind", async () => {
    told = new Date('2026-01-02T00:00:00Z');
    const { now, settled } = followServerClock(urlOf());
    await settled;
    expect(Math.abs(now() - told.getTime())).toBeLessThanOrEqual(1000);
    jest.setSystemTime(new Date('2026-01-01T01:00:00Z'));
    expect(Math.abs(now() - (told.getTime() + 3_600_000))).toBeLessThanOrEqual(1000);
  });

  it("stays with this machine's clock where none is told", async () => {
    told = null;
    const { now, settled } = followServerClock(urlOf());
    await settled;
    expect(now()).toBe(Date.parse('2026-01-01T00:00:00Z'));
  });

  it('stays with it where the server cannot be reached', async () => {
    const url = urlOf();
    server.close();
    server.closeAllConnections();
    const { now, settled } = followServerClock(url);
    await settled;
    expect(now()).toBe(Date.parse('2026-01-01T00:00:00Z'));
  });
});
