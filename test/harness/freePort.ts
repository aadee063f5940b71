import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that a system gives out of itself, from 32,768 on: what was free a moment ago is nobody else's by then. */
const FIRST = 20_000;
/** Ports for each worker of Jest, and the most workers. */
const STRETCH = 1_000;
const WORKERS = 12;

const first = FIRST + (Number(process.env.JEST_WORKER_ID ?? 0) % WORKERS) * STRETCH;
/** Not the same for the next file, whose servers must not be found by what one before it left running. */
let next = Math.floor(Math.random() * STRETCH);

/** A loopback port nothing listens on now, and that nobody but its caller will be given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + (next++ % STRETCH);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const listens = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!listens) return false;
  server.close();
  await once(server, 'close');
  return true;
}
