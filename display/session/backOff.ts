/** How long to wait before something is tried again. */
export interface BackOff {
  /** Milliseconds to the next try: twice as long each time up to a limit, and up to half more or less by chance. */
  next(): number;
  /** It worked: the next pause is the first again. */
  reset(): void;
}

/**
 * Pauses that grow, for ever. Chance keeps a hundred walls that lost one server from asking for it in one moment.
 * @param random 0…1, as `Math.random`
 */
export function createBackOff({ first, most }: { first: number; most: number }, random: () => number): BackOff {
  let pause = first;
  return {
    next() {
      const jittered = pause * (0.5 + random());
      pause = Math.min(pause * 2, most);
      return jittered;
    },
    reset() {
      pause = first;
    },
  };
}
