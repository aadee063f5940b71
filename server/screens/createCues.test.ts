import { createCues, LEAD, PATIENCE } from './createCues.js';

let now: number;
let timers: { at: number; action: () => void }[];
let members: string[];

beforeEach(() => {
  now = 1_000_000;
  timers = [];
  members = ['a', 'b', 'c'];
});

const cues = () =>
  createCues({
    now: () => now,
    after(milliseconds, action) {
      const timer = { at: now + milliseconds, action };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
    membersOf: () => members,
  });

function pass(milliseconds: number) {
  now += milliseconds;
  for (const timer of timers.filter(({ at }) => at <= now)) {
    timers.splice(timers.indexOf(timer), 1);
    timer.action();
  }
}

test('a change begins on all screens in one moment, when the last is ready', async () => {
  const ours = cues();
  const starts = [ours.ready('wall', 'a', 'x', 0), ours.ready('wall', 'b', 'x', 0)];
  pass(700);
  starts.push(ours.ready('wall', 'c', 'x', 0));
  expect(await Promise.all(starts)).toEqual(Array(3).fill(now + LEAD));
});

test('it waits no longer than its patience for one that is not ready, which then comes after', async () => {
  const ours = cues();
  const started = ours.ready('wall', 'a', 'x', 0);
  pass(PATIENCE);
  expect(await started).toBe(now + LEAD);
  pass(5_000);
  expect(await ours.ready('wall', 'b', 'x', 0)).toBe(now - 5_000 + LEAD);
});

test('it does not begin before its time, however early all are ready', async () => {
  const ours = cues();
  const at = now + 9_000;
  const starts = members.map((member) => ours.ready('wall', member, 'x', at));
  expect(await Promise.all(starts)).toEqual([at, at, at]);
});

test('nobody waits for a screen that left', async () => {
  const ours = cues();
  const starts = [ours.ready('wall', 'a', 'x', 0), ours.ready('wall', 'b', 'x', 0)];
  members = ['a', 'b'];
  ours.look('wall');
  expect(await Promise.all(starts)).toEqual([now + LEAD, now + LEAD]);
});

test('one change does not wait for another, nor one group', async () => {
  const ours = cues();
  void ours.ready('wall', 'a', 'x', 0);
  const starts = members.map((member) => ours.ready('wall', member, 'y', 0));
  expect(await Promise.all(starts)).toEqual(Array(3).fill(now + LEAD));
  members = ['d'];
  expect(await ours.ready('foyer', 'd', 'x', 0)).toBe(now + LEAD);
});
