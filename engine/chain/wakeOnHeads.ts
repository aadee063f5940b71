import { createPublicClient, webSocket } from 'viem';

export interface WakeOptions {
  /** ws(s) address of a node. May hold a key: it is never printed. */
  url: string;
  signal: AbortSignal;
}

/**
 * Rings at each head that a node announces over a WebSocket. A subscription may fall silent without a word, through a
 * socket that is half open or a node that forgot it: when nothing was heard for a minute it is made anew. Nobody depends on
 * it, as whoever is rung also looks by himself.
 */
export function wakeOnHeads({ url, signal }: WakeOptions): (ring: () => void) => void {
  return (ring) => {
    let close = () => {};
    let heardAt = performance.now();

    const subscribe = async () => {
      close();
      heardAt = performance.now();
      const client = createPublicClient({ transport: webSocket(url, { reconnect: false, keepAlive: false }) });
      const forget = async () => (await client.transport.getRpcClient()).close();
      close = () => void forget().catch(() => undefined);
      const heard = () => {
        heardAt = performance.now();
        ring();
      };
      await client.transport.subscribe({ params: ['newHeads'], onData: heard, onError: () => undefined });
    };
    const look = () => {
      if (performance.now() - heardAt >= SILENCE_MS) subscribe().catch(() => undefined);
    };

    const timer = setInterval(look, LOOK_MS);
    timer.unref();
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      close();
    });
    subscribe().catch(() => undefined);
  };
}

const SILENCE_MS = 60_000;
const LOOK_MS = 5_000;
