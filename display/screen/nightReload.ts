import type { Clock } from '../session/clock.js';

/** How long the screen must have slept before its page is loaded anew: an operator who looks in has it awake by then. */
const ASLEEP_MS = 600_000;
/** How long a page must have been open to be worth it. */
const OPEN_MS = 12 * 3_600_000;

/**
 * Loads a page that stays open for months anew while nobody looks.
 * @returns to be told whenever the screen falls asleep or wakes
 */
export function createNightReload(clock: Clock, reload: () => void): (isAsleep: boolean) => void {
  const openedAt = clock.now();
  let cancel = () => {};
  return (isAsleep) => {
    cancel();
    cancel = isAsleep ? clock.after(Math.max(ASLEEP_MS, openedAt + OPEN_MS - clock.now()), reload) : () => {};
  };
}
