import { createVirtualClock } from '../../test/harness/virtualClock.js';
import { createReloads } from './reloads.js';

/** A storage that outlives pages, and how often a page was loaded anew. */
function machine() {
  const kept = new Map<string, string>();
  const clock = createVirtualClock(0, 16);
  let reloaded = 0;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const openPage = () => createReloads(storage, clock, () => reloaded++);
  return { clock, openPage, reloaded: () => reloaded };
}

describe('reloads', () => {
  beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation());
  afterEach(() => jest.restoreAllMocks());

  it('come at once, then later each time, and once however often they are asked for', async () => {
    const { clock, openPage, reloaded } = machine();
    for (const [i, pause] of [0, 15_000, 60_000, 240_000, 240_000].entries()) {
      const page = openPage();
      page.request('a test');
      page.request('a test');
      if (pause > 0) await clock.pass(pause - 1);
      expect(reloaded()).toBe(i);
      await clock.pass(1);
      expect(reloaded()).toBe(i + 1);
    }
  });

  it('begin anew once a page went well for a minute', async () => {
    const { clock, openPage, reloaded } = machine();
    for (let i = 0; i < 3; i++) {
      openPage().request('a test');
      await clock.pass(60_000);
    }
    const page = openPage();
    page.markWell();
    await clock.pass(60_000);
    page.request('a test');
    await clock.pass(0);
    expect(reloaded()).toBe(4);
  });
});
