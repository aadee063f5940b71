/** A layer that is lit while the others are dimmed, at one moment. */
export interface Lit {
  /** The layer's token index. */
  token: number;
  /** 0 is the composite as it is, 1 the others as dark as they get. */
  strength: number;
}

/** Light goes over to a layer as somebody turns a lamp: not at once. */
const FADE_MS = 700;

/** The light on one layer as time passes. */
export interface Spotlight {
  /** @param token null for the whole picture again */
  turn(token: number | null, time: number): void;
  /** What is lit; null when nothing is. */
  at(time: number): Lit | null;
  /** Whether the light is still on its way. */
  isMoving(time: number): boolean;
}

/** @param fades  false for people who asked for less motion, and where every frame is to be the same: light then jumps */
export function createSpotlight(fades: boolean): Spotlight {
  const fade = fades ? FADE_MS : 0;
  /** Where the light was, and whence: its token stays the last one until it is dark. */
  let token: number | null = null;
  let goal = 0;
  let from = 0;
  let since = Number.NEGATIVE_INFINITY;

  const progress = (time: number) => (fade === 0 ? 1 : Math.min(1, Math.max(0, (time - since) / fade)));

  function strength(time: number): number {
    const share = progress(time);
    return from + (goal - from) * share * share * (3 - 2 * share);
  }

  return {
    turn(next, time) {
      if (next === (goal === 0 ? null : token)) return;
      // From one layer straight to another the rest stays dim, and only the lamp moves.
      from = strength(time);
      goal = next === null ? 0 : 1;
      token = next ?? token;
      since = time;
    },
    at(time) {
      const now = strength(time);
      return token === null || now === 0 ? null : { token, strength: now };
    },
    isMoving: (time) => progress(time) < 1,
  };
}
