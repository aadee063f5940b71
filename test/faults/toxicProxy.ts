import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a network does to the connections that go through it. */
export type Toxic =
  /** Passes everything on. */
  | 'none'
  /** Takes connections and bytes, and answers nothing: a half-open socket. */
  | 'silent'
  /** Breaks connections, and refuses new ones. */
  | 'dead';

export interface ToxicProxy {
  port: number;
  toxic: Toxic;
  close(): Promise<void>;
}

/** A proxy of TCP in this process, between a client and a port of this machine, that can be told to misbehave. */
export async function openToxicProxy(target: number): Promise<ToxicProxy> {
  const sockets = new Set<Socket>();
  let toxic: Toxic = 'none';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (toxic === 'dead') return near.destroy();
    const far = connect(target, '127.0.0.1');
    keep(far);
    const pass = (from: Socket, to: Socket) => {
      from.on('data', (bytes) => toxic === 'none' && to.write(bytes));
      from.on('close', () => toxic === 'none' && to.destroy());
    };
    pass(near, far);
    pass(far, near);
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const destroy = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get toxic() {
      return toxic;
    },
    set toxic(next) {
      toxic = next;
      if (next === 'dead') destroy();
    },
    async close() {
      destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
