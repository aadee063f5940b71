/** How many pictures are asked for at once: painters are kept busy, and whoever moves levers waits behind few. */
const AT_ONCE = 3;
/** How long to wait where the server does not say, and the longest it is believed, seconds. */
const PAUSE = { first: 2, most: 20 };
/** How often a picture is asked for that the server is too busy for. */
const TRIES = 6;

/** What became of a picture that was asked for. */
export type Loading = 'there' | 'gone';

/** One line of pictures a place: each begins when the one before in its line has come. */
const lines: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
let next = 0;

/**
 * Brings a picture into the browser's cache, a few at a time. Every one may cost the server a painting, and it gives each
 * visitor only so many a moment: when it asks for patience, the line waits.
 * @param wanted  aborted when nobody looks any more; the server then leaves it unpainted
 * @param onSlowed told when the server wants this visitor to wait
 * @returns `gone` also when it was no longer wanted
 */
export function loadInTurn(url: string, wanted: AbortSignal, onSlowed = () => {}): Promise<Loading> {
  const line = next++ % AT_ONCE;
  const turn = (lines[line] as Promise<unknown>).then(() => load(url, wanted, onSlowed));
  lines[line] = turn;
  return turn;
}

async function load(url: string, wanted: AbortSignal, onSlowed: () => void): Promise<Loading> {
  for (let tries = 0; tries < TRIES && !wanted.aborted; tries++) {
    const answer = await fetch(url, { signal: wanted }).catch(() => null);
    // Read to its end, so that it lies in the cache whole.
    if (answer?.ok && (await answer.blob().catch(() => null))) return 'there';
    if (wanted.aborted) return 'gone';
    // What cannot be asked for as it is will not be there later either.
    if (answer && answer.status !== 429 && answer.status < 500) return 'gone';
    if (answer?.status === 429) onSlowed();
    await pause(Number(answer?.headers.get('retry-after')) || PAUSE.first, wanted);
  }
  return 'gone';
}

function pause(seconds: number, wanted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.min(seconds, PAUSE.most) * 1000);
    wanted.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
