import { createVirtualTime } from '../../test/faults/virtualTime.js';
import { createRateBudget } from './rateBudget.js';

describe('a rate budget', () => {
  it("lets no more calls through than a second allows, after the first second's", async () => {
    const time = createVirtualTime();
    const budget = createRateBudget({ rate: 10, ...time });
    for (let call = 0; call < 110; call++) await budget.turn();
    expect(time.now()).toBeGreaterThanOrEqual(9_900);
    expect(time.now()).toBeLessThan(11_000);
  });

  it('asks half as often after a node throttled, and comes back to the rate within a minute', async () => {
    const time = createVirtualTime();
    const budget = createRateBudget({ rate: 10, ...time });
    budget.throttled();
    budget.throttled();
    expect(budget.rate()).toBe(2.5);
    await time.pause(60_000);
    await budget.turn();
    expect(budget.rate()).toBe(10);
  });
});
