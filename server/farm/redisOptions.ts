import type { RedisClientOptions } from 'redis';

/** Milliseconds between two tries to reach Redis, at most. */
const MAX_RETRY_DELAY = 2000;
const CONNECT_TIMEOUT = 3000;
/** Milliseconds between two pings, and of silence after which a connection counts as lost: nobody told us that it is. */
const PING_INTERVAL = 3000;
const SILENCE = 12_000;

/**
 * How every connection to Redis behaves. What it waits for, it waits for less long than `SILENCE`: a connection that is
 * half open, as after a firewall forgot it, is noticed and made anew.
 */
export function redisOptions(url: string): RedisClientOptions {
  return {
    url,
    pingInterval: PING_INTERVAL,
    socket: {
      connectTimeout: CONNECT_TIMEOUT,
      socketTimeout: SILENCE,
      // Some at random, so that a farm does not come back all at once.
      reconnectStrategy: (tries) => Math.min(tries * 100, MAX_RETRY_DELAY) * (0.75 + Math.random() / 4),
    },
  };
}
