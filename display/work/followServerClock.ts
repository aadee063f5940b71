/** How often the server's clock is asked for: a screen that hangs for months has a clock that wanders. */
const ASK_EVERY_MS = 600_000;

/**
 * The server's clock, so that every screen is at the same drift step whatever its own clock says. It is right to about a
 * second: an answer's `Date` tells whole ones. While the server does not answer, this page's own clock stands in.
 * @param url what to ask; any address that answers
 * @returns Unix seconds
 */
export async function followServerClock(url: string): Promise<() => number> {
  let offset = 0;
  const ask = async () => {
    const asked = Date.now();
    const answer = await fetch(url, { cache: 'no-store' }).catch(() => null);
    const told = Date.parse(answer?.headers.get('date') ?? '');
    // The middle of the second that is told, at the middle of the question.
    if (!Number.isNaN(told)) offset = told + 500 - (asked + Date.now()) / 2;
  };
  await ask();
  setInterval(ask, ASK_EVERY_MS);
  return () => (Date.now() + offset) / 1000;
}
