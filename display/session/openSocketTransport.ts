import { io, type Socket } from 'socket.io-client';
import { type OpenTransport, REPLY_TIMEOUT_MS } from './transport.js';

/**
 * The line to a server over socket.io, and to its state over HTTP.
 * @param url the server's origin, such as `location.origin`
 */
export const openSocketTransport =
  (url: string): OpenTransport =>
  (listener) => {
    const socket: Socket = io(url, {
      transports: ['websocket'],
      autoConnect: false,
      // The session opens it again, by its own clock.
      reconnection: false,
      timeout: REPLY_TIMEOUT_MS,
      // A kiosk may stay for months; a page of the same server must not share its manager.
      forceNew: true,
    });
    const closing = new AbortController();

    socket.on('connect', () => listener.up());
    socket.on('disconnect', () => listener.down());
    socket.on('connect_error', () => listener.down());
    socket.onAny((event, payload) => listener.message(event, payload));

    return {
      connect: () => void socket.connect(),
      ask: (event, message) =>
        new Promise((resolve, reject) => {
          if (!socket.connected) return reject(new Error('The line to the server is down.'));
          socket
            .timeout(REPLY_TIMEOUT_MS)
            .emit(event, message, (failure: Error | null, answer: unknown) =>
              failure ? reject(failure) : resolve(answer),
            );
        }),
      tell(event, message) {
        // socket.io would keep for later what is said while it is down.
        if (socket.connected) socket.emit(event, message);
      },
      async get(path) {
        const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(REPLY_TIMEOUT_MS)]);
        const answer = await fetch(new URL(path, url), { signal });
        if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
        return answer.json();
      },
      close() {
        closing.abort();
        socket.close();
      },
    };
  };
