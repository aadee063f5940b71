/** How often the server's clock is asked for: a screen that hangs for months has a clock that wanders. */
const ASK_EVERY_MS = 600_000;

export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Fulfilled once the server was asked, whether it answered or not. */
  settled: Promise<void>;
  /**
   * Somebody knows better than an answer's `Date`, to milliseconds: from then on it is believed instead.
   * @param offset what to add to this machine's clock, milliseconds
   */
  correct(offset: number): void;
}

/**
 * The server's clock, so that every screen is at the same drift step whatever its own clock says. It is right to about a
 * second, because an answer's `Date` tells whole ones, until it is corrected. While the server does not answer, this
 * page's own clock stands in.
 * @param url what to ask; any address that answers
 */
export function followServerClock(url: string): ServerClock {
  let offset = 0;
  let isCorrected = false;
  const ask = async () => {
    const asked = Date.now();
    const answer = await fetch(url, { cache: 'no-store' }).catch(() => null);
    const told = Date.parse(answer?.headers.get('date') ?? '');
    // The middle of the second that is told, at the middle of the question.
    if (!Number.isNaN(told) && !isCorrected) offset = told + 500 - (asked + Date.now()) / 2;
  };
  const settled = ask();
  setInterval(ask, ASK_EVERY_MS);
  return {
    now: () => Date.now() + offset,
    settled,
    correct(next) {
      isCorrected = true;
      offset = next;
    },
  };
}
