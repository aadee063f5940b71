import { createServer } from 'node:net';
import { AddressUnusable, PortTaken } from './startErrors.js';

/**
 * Asked before anything is opened, so that a start which must fail leaves nothing behind.
 * @throws PortTaken, AddressUnusable
 */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new PortTaken(host, port) : new AddressUnusable(host, port, error.message));
    });
    probe.listen({ host, port }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
