/**
 * Time, as everything of a screen takes it: from here and nowhere else, so that tests let ten minutes pass at once. What
 * is scheduled ends with the function it is given.
 */
export interface Clock {
  /** Milliseconds since 1970 by this machine; never goes back. */
  now(): number;
  after(milliseconds: number, action: () => void): () => void;
  every(milliseconds: number, action: () => void): () => void;
  /** Before the next repaint, which the browser leaves out while nobody can see the page. */
  onFrame(action: (time: number) => void): () => void;
}

/** The page's own. */
export const pageClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
  every(milliseconds, action) {
    const timer = setInterval(action, milliseconds);
    return () => clearInterval(timer);
  },
  onFrame(action) {
    const request = requestAnimationFrame((time) => action(performance.timeOrigin + time));
    return () => cancelAnimationFrame(request);
  },
};

/** Waits; ends early when the signal is aborted. */
export function pauseFor(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
