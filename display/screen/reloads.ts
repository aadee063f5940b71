import type { Clock } from '../session/clock.js';

/** Reloads of the page that nobody asked for, each later than the one before, until it goes well for a while. */
export interface Reloads {
  /** Reloads after the pause that is due; further requests until then change nothing. */
  request(reason: string): void;
  /** All is well: after a minute without a request the pauses begin anew. */
  markWell(): void;
}

const KEY = 'pentimento.reloads';
const PAUSES_MS = [0, 15_000, 60_000, 240_000];
const WELL_MS = 60_000;

/** @param storage outlives the page, as `localStorage` does */
export function createReloads(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  clock: Clock,
  reload: () => void,
): Reloads {
  let isRequested = false;
  let cancelWell: (() => void) | null = null;
  return {
    request(reason) {
      cancelWell?.();
      if (isRequested) return;
      isRequested = true;
      const before = Number(storage.getItem(KEY) ?? 0);
      const pause = PAUSES_MS[Math.min(before, PAUSES_MS.length - 1)] as number;
      console.warn(`The page loads itself again in ${pause / 1000} s: ${reason}.`);
      storage.setItem(KEY, String(before + 1));
      clock.after(pause, reload);
    },
    markWell() {
      cancelWell ??= clock.after(WELL_MS, () => storage.removeItem(KEY));
    },
  };
}
