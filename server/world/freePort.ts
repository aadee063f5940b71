import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** @returns the wanted port of loopback when nothing listens there, any free one otherwise */
export async function freePort(wanted: number | null): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted ?? ANY_PORT, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    if (wanted === null) throw error;
    return freePort(null);
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What the system is asked for when any port will do. */
const ANY_PORT = 0;
