import { createWaits } from './createWaits.js';

test('are as long as the longest, until the last who waits for it has ended', () => {
  let time = 100;
  const waits = createWaits(() => time);
  expect(waits.longest()).toBe(0);
  const ends = [waits.begin('a')];
  time = 130;
  ends.push(waits.begin('a'));
  const endB = waits.begin('b');
  time = 150;
  expect([waits.longest(), waits.has('a')]).toEqual([50, true]);
  ends[0]?.();
  expect([waits.longest(), waits.has('a')]).toEqual([50, true]);
  ends[1]?.();
  expect([waits.longest(), waits.has('a')]).toEqual([20, false]);
  endB();
  expect(waits.longest()).toBe(0);
  time = 200;
  waits.begin('a');
  time = 210;
  expect(waits.longest()).toBe(10);
});
