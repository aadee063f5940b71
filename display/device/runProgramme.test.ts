import { minuteOfWeek } from '../../engine/protocol/dailyWindow.js';
import type { Plan } from '../../engine/protocol/plan.js';
import { createVirtualClock, type VirtualClock } from '../../test/harness/virtualClock.js';
import { type Programme, runProgramme } from './runProgramme.js';

/** Monday, 5 January 1970, 09:00. */
const START = (4 * 24 + 9) * 3_600_000;
const minuteOf = (time: number) => minuteOfWeek(new Date(time + new Date(time).getTimezoneOffset() * 60_000));

const plan = (change: Partial<Plan>): Plan => ({
  v: 1,
  screen: 'abcdefgh',
  name: 'Hall',
  number: 1,
  quarters: 0,
  power: 'hours',
  sleep: [],
  items: [],
  group: null,
  span: null,
  ...change,
});
const turns = (...seconds: number[]) => seconds.map((each, i) => ({ work: i + 1, seconds: each, hours: null }));

let clock: VirtualClock;
let programme: Programme;
/** What was hung, when it was asked for and when it was to begin: seconds since the start. */
let hung: { work: number; asked: number; begins: number | null }[];
let sleeps: [boolean, number][];
const seconds = (time: number) => Math.round((time - START) / 1000);

beforeEach(() => {
  clock = createVirtualClock(START, 16);
  hung = [];
  sleeps = [];
  programme = runProgramme({
    screen: {
      async hang(work, going) {
        const cued = await going?.cue?.();
        hung.push({ work, asked: seconds(clock.now()), begins: cued === undefined ? null : seconds(cued) });
        return true;
      },
      setAsleep: (isAsleep) => sleeps.push([isAsleep, seconds(clock.now())]),
    },
    clock,
    serverNow: clock.now,
    minuteOf,
    cue: async (_, notBefore) => notBefore,
  });
});
afterEach(() => programme.stop());

test('hangs the work whose turn it is at once, and loads the next ahead of its turn, to begin with it', async () => {
  programme.follow(plan({ items: turns(60, 30) }));
  await clock.pass(100_000);
  expect(hung).toEqual([
    { work: 1, asked: 0, begins: null },
    { work: 2, asked: expect.any(Number), begins: 60 },
    { work: 1, asked: expect.any(Number), begins: 90 },
  ]);
  for (const { asked, begins } of hung.slice(1)) expect([begins! - asked, asked]).toEqual([7, begins! - 7]);
});

test('a work alone is hung once, however often the plan is told', async () => {
  programme.follow(plan({ items: turns(60) }));
  await clock.pass(3_600_000);
  programme.follow(plan({ items: turns(60), name: 'Foyer' }));
  expect(hung).toHaveLength(1);
});

test('another plan takes over at once', async () => {
  programme.follow(plan({ items: turns(60) }));
  await clock.pass(5_000);
  programme.follow(plan({ items: [{ work: 7, seconds: 60, hours: null }] }));
  await clock.pass(1_000);
  expect(hung.map(({ work }) => work)).toEqual([1, 7]);
});

test('sleeps by the hours, until it is told to stay awake, and whenever it is told to', async () => {
  const days = [1, 2, 3, 4, 5, 6, 7];
  programme.follow(plan({ items: turns(60), sleep: [{ days, from: '09:10', to: '09:20' }] }));
  await clock.pass(1_800_000);
  expect(sleeps).toEqual([
    [true, 600],
    [false, 1200],
  ]);
  programme.follow(plan({ items: turns(60), power: 'asleep' }));
  programme.follow(plan({ items: turns(60), power: 'awake', sleep: [{ days, from: '00:00', to: '00:00' }] }));
  expect(sleeps.slice(2).map(([isAsleep]) => isAsleep)).toEqual([true, false]);
});
