import { isWithin, minuteOfWeek } from '../../engine/protocol/dailyWindow.js';
import type { Plan } from '../../engine/protocol/plan.js';
import { type Turn, turnAt } from '../../engine/protocol/playlist.js';
import type { Screen } from '../screen/openScreen.js';
import type { Clock } from '../session/clock.js';

export interface ProgrammeOptions {
  screen: Pick<Screen, 'hang' | 'setAsleep'>;
  clock: Clock;
  /** Milliseconds since 1970 by the server's clock. */
  serverNow: () => number;
  /** The minute of the week at a time, where the screen hangs. */
  minuteOf?: (time: number) => number;
  /** When a change that is loaded begins, and not before a time. Milliseconds since 1970 by the server's clock. */
  cue: (change: string, notBefore: number) => Promise<number>;
}

/** Has a screen do what the desk planned: works in turn, and sleep by the hours. Needs no network for it. */
export interface Programme {
  follow(plan: Plan): void;
  stop(): void;
}

const LOOK_MS = 1_000;
/** How long before its turn a work is loaded. Less than the shortest turn, so that none is passed over. */
const LOAD_MS = 8_000;

const localMinute = (time: number) => minuteOfWeek(new Date(time));

export function runProgramme(options: ProgrammeOptions): Programme {
  const { screen, clock, serverNow, minuteOf = localMinute, cue } = options;
  let plan: Plan | null = null;
  let wanted: number | null = null;
  let isAsleep = false;

  function look() {
    if (!plan) return;
    const now = serverNow();
    const sleeps = isSleeping(plan, minuteOf(now));
    if (sleeps !== isAsleep) {
      isAsleep = sleeps;
      screen.setAsleep(sleeps);
    }
    const next = nextTurn(plan, now);
    if (!next || next.work === wanted) return;
    const { work, at } = next;
    wanted = work;
    // A screen that was just switched on waits for nobody.
    void screen.hang(work, at === null ? {} : { cue: () => cue(`work ${work} at ${at}`, at) });
  }

  /** The work that hangs, or the one that is to be loaded for its turn, and when that begins; null for at once. */
  function nextTurn({ items }: Plan, now: number): { work: number; at: number | null } | null {
    const current = turnAt(items, now, minuteOf);
    let turn: Turn | null = current;
    while (turn && turn.until < now + LOAD_MS) {
      const { until } = turn;
      turn = turnAt(items, until, minuteOf);
      if (turn && turn.item.work !== current?.item.work) return { work: turn.item.work, at: until };
    }
    return current && { work: current.item.work, at: wanted === null ? null : now };
  }

  const stop = clock.every(LOOK_MS, look);
  return {
    follow(next) {
      plan = next;
      look();
    },
    stop,
  };
}

function isSleeping({ power, sleep }: Plan, minute: number): boolean {
  if (power !== 'hours') return power === 'asleep';
  return sleep.some((hours) => isWithin(hours, minute));
}
