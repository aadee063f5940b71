import { z } from 'zod';
import { Interval } from '../../engine/protocol/screenMessages.js';
import type { Screen } from '../screen/openScreen.js';
import type { ScreenMemory } from '../screen/screenMemory.js';
import type { Clock } from '../session/clock.js';

export interface PlaysOptions {
  screen: Pick<Screen, 'on'>;
  memory: ScreenMemory;
  clock: Clock;
  /** Milliseconds since 1970 by the server's clock. */
  serverNow: () => number;
  /** Fulfilled once the server keeps them. @throws when it does not */
  send: (intervals: Interval[]) => Promise<void>;
}

/** Proof of play: which state hung from when to when, kept on this machine until the server has it. */
export interface Plays {
  /** Sends what waits, as far as the server takes it. */
  flush(): Promise<void>;
}

/** Intervals kept for a server that is away: at one an hour more than a year. */
const MOST_KEPT = 10_000;
const BATCH = 200;
const KEY = 'plays';
/** How much of an interval a machine that loses power may lose. */
const NOTE_MS = 30_000;
/** A state that hangs for weeks is told of by the hour. */
const LONGEST_MS = 3_600_000;

const Kept = z.object({ done: z.array(Interval), open: Interval.nullable() });
type Kept = z.infer<typeof Kept>;

export async function recordPlays({ screen, memory, clock, serverNow, send }: PlaysOptions): Promise<Plays> {
  const parsed = Kept.safeParse(await memory.kept(KEY));
  const plays: Kept = parsed.success ? parsed.data : { done: [], open: null };
  let isAsleep = false;
  let hangs: Pick<Interval, 'work' | 'stateHash'> | null = null;
  let flushing: Promise<void> | null = null;
  // What hung when this machine lost power.
  end(plays.open?.to ?? 0);

  screen.on('shown', ({ snapshot: { state, stateHash } }) => {
    hangs = { work: state.work, stateHash };
    turn();
  });
  screen.on('asleep', (next) => {
    isAsleep = next;
    turn();
  });
  clock.every(NOTE_MS, () => {
    if (!plays.open) return;
    if (now() - plays.open.from >= LONGEST_MS) turn();
    plays.open.to = Math.max(plays.open.from, now());
    keep();
  });

  const now = () => Math.round(serverNow());

  /** Ends what hung and begins what hangs now. */
  function turn() {
    end(now());
    if (hangs && !isAsleep) plays.open = { ...hangs, from: now(), to: now() };
    keep();
    void flush();
  }

  function end(at: number) {
    // Less than a second is nothing anybody saw; a clock that was put back proves nothing.
    if (plays.open && at - plays.open.from >= 1000) plays.done.push({ ...plays.open, to: at });
    plays.done.splice(0, plays.done.length - MOST_KEPT);
    plays.open = null;
  }

  function keep() {
    void memory.keep(KEY, { done: plays.done, open: plays.open });
  }

  function flush(): Promise<void> {
    flushing ??= sendAll().finally(() => {
      flushing = null;
    });
    return flushing;
  }

  async function sendAll() {
    while (plays.done.length > 0) {
      const batch = plays.done.slice(0, BATCH);
      const isKept = await send(batch).then(
        () => true,
        () => false,
      );
      if (!isKept) return;
      plays.done = plays.done.filter((each) => !batch.includes(each));
      keep();
    }
  }

  return { flush };
}
