import { createClient } from 'redis';
import type { Log } from '../log/createLog.js';
import { RedisEvicts } from './redisErrors.js';
import { redisOptions } from './redisOptions.js';

export type RedisClient = ReturnType<typeof createClient>;

export interface Redis {
  /** Fails at once while Redis cannot be reached, so that nobody waits for it. */
  client: RedisClient;
  /**
   * A connection of its own to the same Redis, which outlasts its absences; whoever asks for it closes it.
   * @param failFast refuses commands while Redis is away, instead of keeping them until it is back
   */
  connect(options?: { failFast: boolean }): RedisClient;
  /** Whether Redis can be reached now, and keeps what it is given. */
  isUsable(): boolean;
  close(): void;
}

/** Milliseconds a start waits for a Redis that does not answer, before it goes on without. */
const PATIENCE = 3000;

/**
 * Connects to Redis, in which nothing lies that cannot be derived again: a start does not need it, and goes on as soon as
 * it is there.
 * @throws RedisEvicts when it is reached and may throw away what it is given
 */
export async function openRedis(url: string, log: Log): Promise<Redis> {
  // Typed by what is used of it: the options decide types that nobody names here.
  const client = createClient({ ...redisOptions(url), disableOfflineQueue: true }) as RedisClient;
  let away = false;
  let refused: RedisEvicts | null = null;

  client.on('error', (error: Error) => {
    if (!away) log.warn({ error: error.message }, 'Redis cannot be reached. Going on without it, and trying again.');
    away = true;
  });
  client.on('ready', () => void check());

  async function check(): Promise<void> {
    try {
      const policy = policyIn(await client.info('memory'));
      refused = policy === 'noeviction' ? null : new RedisEvicts(policy);
      if (refused) log.error({ ...refused.facts }, `ALARM: ${refused.message} Going on without it.`);
      else if (away) log.info('Redis is reached again.');
      away = false;
    } catch (error) {
      log.debug({ err: error }, 'Redis left while it was asked.');
    }
    checked();
  }

  let checked = () => {};
  const firstCheck = new Promise<void>((resolve) => {
    checked = resolve;
  });
  client.connect().catch(() => {});
  const patience = setTimeout(checked, PATIENCE);
  await firstCheck;
  clearTimeout(patience);
  const found = refused as RedisEvicts | null;
  if (found) {
    client.destroy();
    throw found;
  }

  return {
    client,
    connect({ failFast } = { failFast: false }) {
      const other = createClient({ ...redisOptions(url), disableOfflineQueue: failFast }) as RedisClient;
      // Told already, by the first.
      other.on('error', () => {});
      other.connect().catch(() => {});
      return other;
    },
    isUsable: () => client.isReady && refused === null,
    close: () => client.destroy(),
  };
}

/** Asked by INFO, which managed services allow more often than CONFIG. */
function policyIn(info: string): string {
  return /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction';
}
