/** How often a node may be called. */
export interface RateBudget {
  /** Resolves when one more call may be made. */
  turn(): Promise<void>;
  /** The node asked to be asked less: half as often, for now. */
  throttled(): void;
  /** Calls a second that are allowed now. */
  rate(): number;
}

export interface RateBudgetOptions {
  /** Calls a second at most. */
  rate: number;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  pause: (ms: number) => Promise<void>;
}

/**
 * A token bucket that holds one second's calls. A node that throttles is asked half as often; the rate then grows back by
 * a twentieth a second.
 */
export function createRateBudget({ rate: most, now, pause }: RateBudgetOptions): RateBudget {
  let rate = most;
  let saved = most;
  let countedAt = now();

  const count = () => {
    const seconds = Math.max(0, now() - countedAt) / 1000;
    countedAt = now();
    rate = Math.min(most, rate * GROWTH ** seconds);
    saved = Math.min(rate, saved + seconds * rate);
  };

  return {
    async turn() {
      count();
      saved -= 1;
      // Whoever comes later sees the debt and waits for longer, so turns are in order.
      if (saved < 0) await pause((-saved / rate) * 1000);
    },
    throttled() {
      count();
      rate = Math.max(LEAST_RATE, rate / 2);
      saved = Math.min(saved, 0);
    },
    rate: () => rate,
  };
}

const GROWTH = 1.05;
const LEAST_RATE = 0.5;
