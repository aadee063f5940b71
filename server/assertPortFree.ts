import { createServer } from 'node:net';
import { AddressUnusable, PortTaken } from './startErrors.js';

const PROBLEMS: Record<string, string> = {
  ENOTFOUND: 'no machine has that name',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'this account may not take that port',
};

/**
 * Asked before anything is opened, so that a start which must fail leaves nothing behind.
 * @throws PortTaken, AddressUnusable
 */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new PortTaken(host, port)
          : new AddressUnusable(host, port, PROBLEMS[error.code ?? ''] ?? error.message),
      );
    });
    probe.listen({ host, port }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
