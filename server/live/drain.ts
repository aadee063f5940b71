import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Server } from 'socket.io';

/** Sockets that are let go at a time, and milliseconds between two such: whoever takes them in has other work too. */
const AT_ONCE = 100;
const BETWEEN = 20;
/** Milliseconds that requests have to be answered which were asked before. */
const PATIENCE = 5000;

/**
 * Lets everybody go before the server ends: takes nobody new, answers what was asked, and closes screens' connections a
 * few at a time, so that they come back through the balancer to another server.
 */
export async function drain(http: HttpServer, screens: Server): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  const sockets = [...screens.sockets.sockets.values()];
  for (let next = 0; next < sockets.length; next += AT_ONCE) {
    if (next > 0) await setTimeout(BETWEEN);
    for (const socket of sockets.slice(next, next + AT_ONCE)) socket.conn.close();
  }
  http.closeIdleConnections();
  await Promise.race([closed, setTimeout(PATIENCE, undefined, { ref: false })]);
}
