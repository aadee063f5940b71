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

/**
 * Judges signs: a page whose due frame does not come is first rebuilt, then reloaded.
 * @returns what each sign, given with the time of its coming in milliseconds, calls for
 */
export function createWatch(): (sign: Sign, time: number) => Remedy {
  let frames = -1;
  let movedAt = 0;
  let isRebuilt = false;
  return (sign, time) => {
    if (!sign.isDue || sign.frames !== frames) {
      frames = sign.frames;
      movedAt = time;
      if (!sign.isDue) isRebuilt = false;
      return 'none';
    }
    if (time - movedAt < PATIENCE_MS) return 'none';
    movedAt = time;
    if (isRebuilt) return 'reload';
    isRebuilt = true;
    return 'rebuild';
  };
}
