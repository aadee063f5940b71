import type { Turns } from './turns.js';

/** Turns of several kinds, each with whom they are counted for: a visitor, an owner. */
export type WantedTurns = readonly (readonly [Turns, string])[];

/**
 * Settles when it is everybody's turn. They are taken in the order given, so that whoever waits for the second has no more
 * of the first than that lets them.
 * @param gone withdraws a wait, and gives back what was taken
 * @returns what ends all of them; to be called once; null when withdrawn
 */
export async function takeTurns(wanted: WantedTurns, gone: AbortSignal): Promise<(() => void) | null> {
  const ends: (() => void)[] = [];
  const endAll = () => {
    for (const end of ends.reverse()) end();
  };
  for (const [turns, whose] of wanted) {
    const end = await turns.take(whose, gone);
    if (!end) {
      endAll();
      return null;
    }
    ends.push(end);
  }
  return endAll;
}
