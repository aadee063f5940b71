import { createSpotlightQueue, MOST_WAITING, type SpotlightQueue } from './createSpotlightQueue.js';

describe('the queue of visitors’ lights', () => {
  let queue: SpotlightQueue;
  let shown: [number, number][];

  beforeEach(() => {
    jest.useFakeTimers();
    shown = [];
    queue = createSpotlightQueue({ light: (token, ms) => shown.push([token, ms]), now: () => Date.now() });
  });
  afterEach(() => {
    queue.clear();
    jest.useRealTimers();
  });

  it('lights the first wish at once, for ten seconds', () => {
    expect(queue.add({ token: 3, visitor: 'a' })).toEqual({ position: 0, startsIn: 0 });
    expect(shown).toEqual([[3, 10_000]]);
    jest.advanceTimersByTime(4_000);
    expect(queue.lit()).toEqual({ token: 3, ms: 6_000 });
    jest.advanceTimersByTime(6_000);
    expect(queue.lit()).toBeNull();
  });

  it('lights those that wait in their order, with the whole picture between', () => {
    queue.add({ token: 3, visitor: 'a' });
    expect(queue.add({ token: 4, visitor: 'b' })).toEqual({ position: 1, startsIn: 12_000 });
    expect(queue.add({ token: 5, visitor: 'c' })).toEqual({ position: 2, startsIn: 24_000 });
    jest.advanceTimersByTime(11_999);
    expect(shown).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(shown.at(-1)).toEqual([4, 10_000]);
    expect(queue.turnOf('c')).toEqual({ position: 1, startsIn: 12_000 });
    jest.advanceTimersByTime(12_000);
    expect(shown.at(-1)).toEqual([5, 10_000]);
  });

  it('leaves the picture whole for a moment also when nobody waited', () => {
    queue.add({ token: 3, visitor: 'a' });
    jest.advanceTimersByTime(11_000);
    expect(queue.add({ token: 4, visitor: 'b' })).toEqual({ position: 1, startsIn: 1_000 });
    jest.advanceTimersByTime(1_000);
    expect(shown.at(-1)).toEqual([4, 10_000]);
  });

  it('gives each visitor one wish, which may be changed while it waits', () => {
    queue.add({ token: 3, visitor: 'a' });
    queue.add({ token: 4, visitor: 'b' });
    expect(queue.add({ token: 6, visitor: 'b' })).toEqual({ position: 1, startsIn: 12_000 });
    jest.advanceTimersByTime(60_000);
    expect(shown.map(([token]) => token)).toEqual([3, 6]);
  });

  it('takes no more than it can light while somebody waits', () => {
    queue.add({ token: 3, visitor: 'first' });
    for (let i = 0; i < MOST_WAITING; i++) expect(queue.add({ token: 3, visitor: `visitor ${i}` })).not.toBeNull();
    expect(queue.add({ token: 3, visitor: 'one too many' })).toBeNull();
  });

  it('is ended at once, with all that waits', () => {
    queue.add({ token: 3, visitor: 'a' });
    queue.add({ token: 4, visitor: 'b' });
    queue.clear();
    jest.advanceTimersByTime(60_000);
    expect(shown).toEqual([
      [3, 10_000],
      [3, 0],
    ]);
  });

  it('goes on soon after it was ended', () => {
    queue.add({ token: 3, visitor: 'a' });
    queue.clear();
    expect(queue.add({ token: 4, visitor: 'b' })).toEqual({ position: 1, startsIn: 2_000 });
  });
});
