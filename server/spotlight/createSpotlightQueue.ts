/** Milliseconds for which a layer is lit. */
export const SPOTLIGHT_MS = 10_000;
/** Milliseconds of the whole picture between two lights. */
const REST_MS = 2_000;
/** Wishes that may wait for one work: two minutes of them. */
export const MOST_WAITING = 10;

/** What a visitor wishes to see lit. */
export interface Wish {
  /** Token index; 0 stands for the credits of the whole work. */
  token: number;
  /** Tells visitors apart; each has one wish at a time. */
  visitor: string;
}

/** Where a wish stands. */
export interface Turn {
  /** 0 while it is lit, else how many turns come before its own, plus one. */
  position: number;
  /** Milliseconds until it is lit. */
  startsIn: number;
}

/** One work's wishes, lit one after another. */
export interface SpotlightQueue {
  /**
   * Takes a wish in; a visitor's earlier one that still waits is replaced, and keeps its place.
   * @returns null when as many wait as may
   */
  add(wish: Wish): Turn | null;
  /** Where a visitor's wish stands; null when there is none. */
  turnOf(visitor: string): Turn | null;
  /** What is lit now, and for how much longer. */
  lit(): { token: number; ms: number } | null;
  /** Ends what is lit and forgets what waits. */
  clear(): void;
}

export interface SpotlightQueueOptions {
  /** Called when a layer is lit; with 0 ms when one is ended before its time. */
  light: (token: number, ms: number) => void;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

export function createSpotlightQueue({ light, now }: SpotlightQueueOptions): SpotlightQueue {
  let current: (Wish & { until: number }) | null = null;
  let waiting: Wish[] = [];
  /** When the next may be lit. */
  let freeAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lit = () => (current && current.until > now() ? current : null);

  function next() {
    timer = undefined;
    const [wish, ...others] = waiting;
    if (!wish) return;
    waiting = others;
    current = { ...wish, until: now() + SPOTLIGHT_MS };
    freeAt = current.until + REST_MS;
    light(wish.token, SPOTLIGHT_MS);
    goOn();
  }

  function goOn() {
    if (waiting.length === 0 || timer !== undefined) return;
    const wait = freeAt - now();
    if (wait <= 0) return next();
    timer = setTimeout(next, wait);
  }

  function turnOf(visitor: string): Turn | null {
    const place = waiting.findIndex((wish) => wish.visitor === visitor);
    if (place >= 0) {
      const startsIn = Math.max(0, freeAt - now()) + place * (SPOTLIGHT_MS + REST_MS);
      return { position: place + 1, startsIn };
    }
    return lit()?.visitor === visitor ? { position: 0, startsIn: 0 } : null;
  }

  return {
    add(wish) {
      const place = waiting.findIndex(({ visitor }) => visitor === wish.visitor);
      if (place < 0 && waiting.length >= MOST_WAITING) return null;
      waiting = place < 0 ? [...waiting, wish] : waiting.with(place, wish);
      goOn();
      return turnOf(wish.visitor);
    },
    turnOf,
    lit() {
      const shown = lit();
      return shown && { token: shown.token, ms: shown.until - now() };
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
      const shown = lit();
      current = null;
      freeAt = Math.min(freeAt, now() + REST_MS);
      if (shown) light(shown.token, 0);
    },
  };
}
