import { timeAgo } from './timeAgo.js';

describe('timeAgo', () => {
  it.each([
    [0, 'just now'],
    [59, 'just now'],
    [60, '1 minute ago'],
    [3_599, '59 minutes ago'],
    [3_600, '1 hour ago'],
    [200_000, '2 days ago'],
    [40_000_000, '1 year ago'],
  ])('says of %d seconds "%s"', (elapsed, words) => {
    expect(timeAgo(1_000_000, 1_000_000 + elapsed)).toBe(words);
  });

  it('says it in the language of whoever reads', () => {
    expect(timeAgo(1_000_000, 1_000_180, 'de')).toBe('vor 3 Minuten');
  });

  it('reads a block from the future, which a fast local chain may have, as just now', () => {
    expect(timeAgo(1_000_030, 1_000_000)).toBe('just now');
  });
});
