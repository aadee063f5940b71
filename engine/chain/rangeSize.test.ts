import { createRangeSize } from './rangeSize.js';

/** Asks for ranges of a node that answers so many blocks at most. @returns how many asks it took, and how many failed */
function ask(longest: number, blocks: number, range = createRangeSize()) {
  let [asked, refused] = [0, 0];
  for (let left = blocks; left > 0; asked++) {
    const size = Math.min(left, range.blocks());
    if (size <= longest) {
      left -= size;
      range.worked(size, 0);
    } else {
      refused += 1;
      range.refused(size);
    }
  }
  return { asked, refused };
}

describe('the size of a range', () => {
  it.each([1, 5, 10, 500, 10_000])('finds the most that a node answers, %i blocks, and stays near it', (longest) => {
    const { asked, refused } = ask(longest, longest * 200);
    expect(asked).toBeLessThan(400);
    expect(refused).toBeLessThan(150);
  });

  it('falls to what holds few enough events to be kept in memory', () => {
    const range = createRangeSize();
    for (let asked = 0; asked < 20; asked++) range.worked(range.blocks(), range.blocks() * 100);
    expect(range.blocks()).toBe(25);
  });

  it('grows again after a node came to allow more', () => {
    const range = createRangeSize();
    ask(10, 1_000, range);
    expect(ask(50_000, 500_000, range).asked).toBeLessThan(150);
  });
});
