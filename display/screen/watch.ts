/** What a page tells of itself, again and again. */
export interface Sign {
  /** Whether something moves, so that frames must come. */
  isDue: boolean;
  /** Frames drawn since the page was opened. */
  frames: number;
}

/** What to do about a page: make everything anew in place, or load it again. */
export type Remedy = 'none' | 'rebuild' | 'reload';

/** How long a frame that is due may take. */
export const PATIENCE_MS = 10_000;
/** How long a rebuild must have helped for another to be worth trying. */
export const RELAPSE_MS = 600_000;

/**
 * Judges signs: a page whose due frame does not come is rebuilt, and loaded again if that does not help for long.
 * @returns what each sign, given with the time of its coming in milliseconds, calls for
 */
export function createWatch(): (sign: Sign, time: number) => Remedy {
  /** The frame that was seen last, and since when another is due; null while none is. */
  let awaiting: { frames: number; since: number } | null = null;
  let rebuiltAt = Number.NEGATIVE_INFINITY;
  return ({ isDue, frames }, time) => {
    if (!isDue) awaiting = null;
    else if (awaiting?.frames !== frames) awaiting = { frames, since: time };
    if (!awaiting || time - awaiting.since < PATIENCE_MS) return 'none';
    awaiting.since = time;
    const isRelapse = time - rebuiltAt < RELAPSE_MS;
    rebuiltAt = time;
    return isRelapse ? 'reload' : 'rebuild';
  };
}
