import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from '../farm/openRedis.js';
import type { Log } from '../log/createLog.js';

export interface RedisAdapter {
  /** For socket.io's `adapter` option. */
  adapter: ReturnType<typeof createAdapter>;
  close(): void;
}

/** Milliseconds that other servers have to answer a question about their screens. */
const ANSWER_TIMEOUT = 1000;

/**
 * Connects socket.io to the other servers through Redis. Redis is a convenience here: while it cannot be reached, what
 * concerns several servers reaches this one's screens alone.
 */
export function openRedisAdapter(redis: Redis, log: Log): RedisAdapter {
  const publisher = redis.connect({ failFast: true });
  const subscriber = redis.connect();
  const publish = publisher.publish.bind(publisher);
  // The adapter waits for no answer, so that a refusal would end the process.
  Object.defineProperty(publisher, 'publish', {
    value: (...said: Parameters<typeof publish>) =>
      publish(...said).catch((error: unknown) => {
        log.debug({ err: error }, 'The other servers were not told.');
      }),
  });

  return {
    adapter: createAdapter(publisher, subscriber, { requestsTimeout: ANSWER_TIMEOUT }),
    close() {
      for (const client of [publisher, subscriber]) client.destroy();
    },
  };
}
