import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import type { Log } from '../log/createLog.js';

export interface RedisAdapter {
  /** For socket.io's `adapter` option. */
  adapter: ReturnType<typeof createAdapter>;
  close(): Promise<void>;
}

/** Milliseconds between two tries to reach Redis, at most. */
const MAX_RETRY_DELAY = 2000;
/** Milliseconds that other servers have to answer a question about their screens. */
const ANSWER_TIMEOUT = 1000;

/**
 * Connects socket.io to the other servers through Redis. Redis is a convenience here: while it cannot be reached, this
 * server goes on alone and keeps trying.
 */
export function openRedisAdapter(url: string, log: Log): RedisAdapter {
  const options = { url, socket: { reconnectStrategy: (tries: number) => Math.min(tries * 100, MAX_RETRY_DELAY) } };
  const publisher = createClient({ ...options, disableOfflineQueue: true });
  const subscriber = createClient(options);

  let reached = true;
  publisher.on('error', (error: Error) => {
    if (reached)
      log.warn({ error: error.message }, 'Redis cannot be reached. This server goes on alone and keeps trying.');
    reached = false;
  });
  publisher.on('ready', () => {
    if (!reached) log.info('Redis is reached again.');
    reached = true;
  });
  // Told already, by the publisher.
  subscriber.on('error', () => {});
  for (const client of [publisher, subscriber]) client.connect().catch(() => {});

  return {
    adapter: createAdapter(publisher, subscriber, { requestsTimeout: ANSWER_TIMEOUT }),
    async close() {
      for (const client of [publisher, subscriber]) client.destroy();
    },
  };
}
