import { createWatch, PATIENCE_MS, RELAPSE_MS } from './watch.js';

describe('a watch over a page', () => {
  const due = (frames: number) => ({ isDue: true, frames });

  it('is content with a page at rest, however long, and with frames that come', () => {
    const judge = createWatch();
    for (let time = 0; time < 600_000; time += 1_000) expect(judge({ isDue: false, frames: 3 }, time)).toBe('none');
    for (let i = 0; i < 100; i++) expect(judge(due(3 + i), 600_000 + i * 1_000)).toBe('none');
  });

  it('has a page rebuilt whose due frame does not come, then loaded anew', () => {
    const judge = createWatch();
    expect(judge(due(3), 0)).toBe('none');
    expect(judge(due(3), PATIENCE_MS - 1)).toBe('none');
    expect(judge(due(3), PATIENCE_MS)).toBe('rebuild');
    expect(judge(due(3), PATIENCE_MS + 1_000)).toBe('none');
    expect(judge(due(3), 2 * PATIENCE_MS)).toBe('reload');
  });

  it('counts from when a frame was due, not from when the last one came', () => {
    const judge = createWatch();
    judge({ isDue: false, frames: 9 }, 0);
    expect(judge(due(9), 50_000)).toBe('none');
    expect(judge(due(9), 50_000 + PATIENCE_MS)).toBe('rebuild');
  });

  it('rebuilds again only a page that a rebuild had helped for long', () => {
    const judge = createWatch();
    const stall = (frames: number, time: number) => {
      judge(due(frames), time);
      return judge(due(frames), time + PATIENCE_MS);
    };
    expect(stall(3, 0)).toBe('rebuild');
    expect(stall(4, 60_000)).toBe('reload');
    expect(stall(5, 120_000 + RELAPSE_MS)).toBe('rebuild');
  });
});
