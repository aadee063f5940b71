import type { Interval } from '../../engine/protocol/screenMessages.js';
import { createVirtualClock, type VirtualClock } from '../../test/harness/virtualClock.js';
import type { Screen } from '../screen/openScreen.js';
import type { ScreenMemory } from '../screen/screenMemory.js';
import { type Plays, recordPlays } from './recordPlays.js';

const START = 1_700_000_000_000;
const hash = (n: number) => `0x${String(n).padStart(64, '0')}` as const;

let clock: VirtualClock;
let memory: ScreenMemory;
let listeners: Map<string, (payload: unknown) => void>;
let told: Interval[];
let isServerThere: boolean;

const screen = {
  on(event: string, listener: (payload: never) => void) {
    listeners.set(event, listener as (payload: unknown) => void);
    return () => {};
  },
} as Pick<Screen, 'on'>;

const start = (): Promise<Plays> =>
  recordPlays({
    screen,
    memory,
    clock,
    serverNow: clock.now,
    async send(intervals) {
      if (!isServerThere) throw new Error('nobody there');
      told.push(...intervals);
    },
  });
const show = (n: number) => listeners.get('shown')?.({ snapshot: { state: { work: 1 }, stateHash: hash(n) } });
const sleep = (isAsleep: boolean) => listeners.get('asleep')?.(isAsleep);
const inSeconds = () =>
  told.map(({ stateHash, from, to }) => [Number(stateHash), (from - START) / 1000, (to - START) / 1000]);

beforeEach(() => {
  clock = createVirtualClock(START, 16);
  const kept = new Map<string, unknown>();
  memory = {
    kept: async (key) => structuredClone(kept.get(key)),
    keep: async (key, value) => void kept.set(key, structuredClone(value)),
  };
  listeners = new Map();
  told = [];
  isServerThere = true;
});

test('a state has hung from when it was shown until the next was, or the screen fell asleep', async () => {
  await start();
  show(1);
  await clock.pass(20_000);
  show(2);
  await clock.pass(10_000);
  sleep(true);
  await clock.pass(100_000);
  sleep(false);
  await clock.pass(5_000);
  show(3);
  await clock.pass(0);
  expect(inSeconds()).toEqual([
    [1, 0, 20],
    [2, 20, 30],
    [2, 130, 135],
  ]);
});

test('what the server did not take is kept until it does, over a loss of power too', async () => {
  isServerThere = false;
  await start();
  show(1);
  await clock.pass(20_000);
  show(2);
  // Power is lost 95 s in; what hung was noted last at 90 s.
  await clock.pass(75_000);
  isServerThere = true;
  const plays = await start();
  await plays.flush();
  expect(inSeconds()).toEqual([
    [1, 0, 20],
    [2, 20, 90],
  ]);
  await (await start()).flush();
  expect(told).toHaveLength(2);
});

test('a state that hangs for long is told of by the hour', async () => {
  await start();
  show(1);
  await clock.pass(2.5 * 3_600_000);
  expect(inSeconds()).toEqual([
    [1, 0, 3600],
    [1, 3600, 7200],
  ]);
});
