import { MAX_STEP, momentAt } from './moment.js';

const block = { number: 7, hash: `0x${'07'.repeat(32)}` as const, time: 1000 };
const moving = { motion: { stepSeconds: 60 } };
const stepAt = (now: number) => momentAt(moving, block, now).step;

describe('momentAt', () => {
  it('S-8: counts whole steps since the block', () => {
    expect([1000, 1059.9, 1060, 1600].map(stepAt)).toEqual([0, 0, 1, 10]);
  });

  it('S-8: is at step 0 by a clock that runs behind, and never beyond the last', () => {
    expect(stepAt(0)).toBe(0);
    expect(stepAt(1e15)).toBe(MAX_STEP);
  });

  it('S-8: has no steps in a work that does not move', () => {
    expect(momentAt({}, block, 1e9)).toEqual({ blockNumber: 7, blockHash: block.hash, timestamp: 1000, step: 0 });
  });
});
