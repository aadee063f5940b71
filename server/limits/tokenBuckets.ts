export interface TokenBucketsOptions {
  /** How many a newcomer may take at once. */
  capacity: number;
  /** How many come back each second. */
  perSecond: number;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

export interface TokenBuckets {
  /** Takes one token of the key's bucket. 0 when granted, else the whole seconds until one is there. */
  take(key: string): number;
  /** The whole seconds until a token is there; 0 when one is. Takes none. */
  wait(key: string): number;
  /** How many whole tokens are there now. */
  left(key: string): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets from which on it is worth looking for those that have filled up again. */
const MANY = 10_000;

/** One token bucket a key. A full bucket is the same as none, so idle keys cost no memory for long. */
export function createTokenBuckets({ capacity, perSecond, now }: TokenBucketsOptions): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  let sweepAt = MANY;

  const filled = (bucket: Bucket, at: number) =>
    Math.min(capacity, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);

  function forgetIdle(at: number) {
    for (const [key, bucket] of buckets) if (filled(bucket, at) >= capacity) buckets.delete(key);
    // Looking again only once they have doubled keeps a flood of keys from costing more with each.
    sweepAt = Math.max(MANY, 2 * buckets.size);
  }

  function tokensOf(key: string, at: number): number {
    const held = buckets.get(key);
    return held ? filled(held, at) : capacity;
  }

  const waitFor = (tokens: number) => (tokens < 1 ? Math.ceil((1 - tokens) / perSecond) : 0);

  return {
    take(key) {
      const at = now();
      if (buckets.size >= sweepAt) forgetIdle(at);
      const tokens = tokensOf(key, at);
      if (tokens >= 1) buckets.set(key, { tokens: tokens - 1, at });
      return waitFor(tokens);
    },
    wait: (key) => waitFor(tokensOf(key, now())),
    left: (key) => Math.floor(tokensOf(key, now())),
  };
}
