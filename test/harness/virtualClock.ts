import type { Clock } from '../../display/session/clock.js';

/** A page's clock that a test lets pass. Between two events everything that promises can do is done. */
export interface VirtualClock extends Clock {
  /** Lets time pass. */
  pass(milliseconds: number): Promise<void>;
}

interface Event {
  at: number;
  act: () => void;
}

/**
 * @param start        milliseconds since 1970
 * @param frameEveryMs how often the virtual display shows a frame
 */
export function createVirtualClock(start: number, frameEveryMs: number): VirtualClock {
  let now = start;
  /** By time, and of one time in the order they were scheduled. */
  const events: Event[] = [];

  function schedule(at: number, act: () => void): () => void {
    const event = { at: Math.max(at, now), act };
    let place = events.length;
    while (place > 0 && (events[place - 1] as Event).at > event.at) place--;
    events.splice(place, 0, event);
    return () => {
      const found = events.indexOf(event);
      if (found >= 0) events.splice(found, 1);
    };
  }

  return {
    now: () => now,
    after: (milliseconds, action) => schedule(now + milliseconds, action),
    every(milliseconds, action) {
      let cancel = schedule(now + milliseconds, again);
      function again() {
        cancel = schedule(now + milliseconds, again);
        action();
      }
      return () => cancel();
    },
    onFrame: (action) => {
      const at = (Math.floor(now / frameEveryMs) + 1) * frameEveryMs;
      return schedule(at, () => action(at));
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (let next = events[0]; next && next.at <= end; next = events[0]) {
        events.shift();
        now = next.at;
        next.act();
        await settle();
      }
      now = end;
    },
  };
}

/** Until no promise has anything left to do. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
