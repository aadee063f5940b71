import { framesOfHistory, framesOfWalk } from './framesOf.js';

test('a time-lapse has a frame for every block that changed the work, once and in order', () => {
  expect(framesOfHistory([9, 3, 3, 5], 10)).toEqual([3, 5, 9].map((block) => ({ block, step: 0 })));
});

test('a long life is told in as many frames as asked for, from its first to its last', () => {
  const blocks = Array.from({ length: 1000 }, (_, i) => i * 7);
  const frames = framesOfHistory(blocks, 12);
  expect(frames).toHaveLength(12);
  expect([frames[0]?.block, frames[11]?.block]).toEqual([0, 6993]);
});

test('a walk goes step by step until now', () => {
  expect(framesOfWalk(8, 3, 10).map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  expect(framesOfWalk(8, 100, 3).map(({ step }) => step)).toEqual([0, 50, 100]);
});
