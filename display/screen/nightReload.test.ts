import { createVirtualClock } from '../../test/harness/virtualClock.js';
import { createNightReload } from './nightReload.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

function openPage() {
  const clock = createVirtualClock(0, 16);
  let reloaded = 0;
  const tell = createNightReload(clock, () => reloaded++);
  return { clock, tell, reloaded: () => reloaded };
}

describe('the reload in a screen’s sleep', () => {
  it('comes ten minutes into the sleep of a page that was open all day', async () => {
    const { clock, tell, reloaded } = openPage();
    await clock.pass(13 * HOUR);
    tell(true);
    await clock.pass(10 * MINUTE - 1);
    expect(reloaded()).toBe(0);
    await clock.pass(1);
    expect(reloaded()).toBe(1);
  });

  it('waits in the night until the page has been open for twelve hours', async () => {
    const { clock, tell, reloaded } = openPage();
    await clock.pass(6 * HOUR);
    tell(true);
    await clock.pass(6 * HOUR - 1);
    expect(reloaded()).toBe(0);
    await clock.pass(1);
    expect(reloaded()).toBe(1);
  });

  it('does not come once the screen is awake again', async () => {
    const { clock, tell, reloaded } = openPage();
    await clock.pass(13 * HOUR);
    tell(true);
    await clock.pass(5 * MINUTE);
    tell(false);
    await clock.pass(24 * HOUR);
    expect(reloaded()).toBe(0);
  });
});
