/** Lets each visitor have only so much made at once: what they ask beyond it waits here, and in nobody else's way. */
export interface Turns {
  /**
   * Settles when it is this visitor's turn.
   * @param gone withdraws a wait; a turn that has come stays taken
   * @returns what ends the turn; to be called once, however the work went; null when withdrawn
   */
  take(visitor: string, gone: AbortSignal): Promise<(() => void) | null>;
}

interface Line {
  /** Turns that are taken and not ended. */
  taken: number;
  waiting: (() => void)[];
}

/** @param atOnce how many turns one visitor has at a time */
export function createTurns(atOnce: number): Turns {
  /** Only of visitors who have something made. */
  const lines = new Map<string, Line>();

  function end(visitor: string): void {
    const line = lines.get(visitor);
    if (!line) return;
    const next = line.waiting.shift();
    if (next) next();
    else line.taken -= 1;
    if (line.taken === 0) lines.delete(visitor);
  }

  return {
    async take(visitor, gone) {
      if (gone.aborted) return null;
      const line = lines.get(visitor) ?? { taken: 0, waiting: [] };
      lines.set(visitor, line);
      if (line.taken < atOnce) {
        line.taken += 1;
        return () => end(visitor);
      }
      return new Promise((resolve) => {
        const begin = () => {
          gone.removeEventListener('abort', leave);
          resolve(() => end(visitor));
        };
        const leave = () => {
          line.waiting.splice(line.waiting.indexOf(begin), 1);
          resolve(null);
        };
        line.waiting.push(begin);
        gone.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
