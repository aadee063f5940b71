import { EngineError } from '../../engine/errors/engineError.js';

/** Redis may throw away what it was given to keep: renders would be lost without a word. */
export class RedisEvicts extends EngineError {
  readonly retryable = false;

  constructor(policy: string) {
    super(
      `Redis is set to throw keys away when its memory is full (maxmemory-policy ${policy}), and renders would be lost ` +
        'without a word. Set `maxmemory-policy noeviction` in redis.conf, or run `redis-cli config set maxmemory-policy noeviction`.',
      { policy },
    );
  }
}
