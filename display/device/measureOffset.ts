import type { Clock } from '../session/clock.js';

/** Questions of one measurement. */
const QUESTIONS = 8;

/**
 * By how much the server's clock is ahead of this machine's, from the question that was answered fastest: the answer lay
 * at most half its way beside the middle.
 * @param ask the server's time, milliseconds since 1970
 * @returns milliseconds; null when no question was answered
 */
export async function measureOffset(ask: () => Promise<number>, clock: Pick<Clock, 'now'>): Promise<number | null> {
  let best: { way: number; offset: number } | null = null;
  for (let i = 0; i < QUESTIONS; i++) {
    const asked = clock.now();
    const told = await ask().catch(() => null);
    const way = clock.now() - asked;
    if (told !== null && (!best || way < best.way)) best = { way, offset: told - (asked + way / 2) };
  }
  return best?.offset ?? null;
}
