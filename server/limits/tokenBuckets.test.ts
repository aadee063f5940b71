import { createTokenBuckets } from './tokenBuckets.js';

test('grants the capacity at once, then what comes back each second', () => {
  let ms = 0;
  const buckets = createTokenBuckets({ capacity: 2, perSecond: 0.5, now: () => ms });
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 0]);
  expect(buckets.take('a')).toBe(2);
  ms = 1999;
  expect(buckets.take('a')).toBe(1);
  ms = 2000;
  expect(buckets.take('a')).toBe(0);
  expect(buckets.take('a')).toBe(2);
});

test('tells how long to wait without taking anything', () => {
  const buckets = createTokenBuckets({ capacity: 1, perSecond: 0.1, now: () => 0 });
  expect([buckets.wait('a'), buckets.wait('a'), buckets.take('a'), buckets.wait('a')]).toEqual([0, 0, 0, 10]);
});

test('one key does not spend what is another one’s', () => {
  const buckets = createTokenBuckets({ capacity: 1, perSecond: 1, now: () => 0 });
  expect([buckets.take('a'), buckets.take('b'), buckets.take('a')]).toEqual([0, 0, 1]);
});

test('a bucket never holds more than its capacity', () => {
  let ms = 0;
  const buckets = createTokenBuckets({ capacity: 1, perSecond: 1, now: () => ms });
  buckets.take('a');
  ms = 3_600_000;
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 1]);
});

test('a flood of keys pushes no bucket out that is not full again', () => {
  let ms = 0;
  const buckets = createTokenBuckets({ capacity: 1, perSecond: 0.001, now: () => ms });
  for (let key = 0; key < 20_000; key++) buckets.take(String(key));
  ms = 1000;
  expect(buckets.take('0')).toBe(999);
});

test('tells how many are left', () => {
  const buckets = createTokenBuckets({ capacity: 3, perSecond: 0.1, now: () => 0 });
  buckets.take('a');
  expect([buckets.left('a'), buckets.left('b')]).toEqual([2, 3]);
});
