import fc from 'fast-check';
import { walkOffset } from './walkOffset.js';

const places = (path: 'line' | 'circle' | 'eight' | 'still', period: number) =>
  Array.from({ length: period }, (_, tick) => walkOffset({ path, radius: 256, period }, tick));

describe('walkOffset', () => {
  it('S-18: goes round a circle, to and fro on a line, and crosses itself in an eight', () => {
    expect(places('circle', 4)).toEqual([
      [256, 0],
      [0, 256],
      [-256, 0],
      [0, -256],
    ]);
    expect(places('line', 4)).toEqual([
      [0, 0],
      [256, 0],
      [0, 0],
      [-256, 0],
    ]);
    expect(places('eight', 8).filter(([x, y]) => x === 0 && y === 0)).toHaveLength(2);
    expect(places('still', 3)).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('S-18: is where it was a period before, and never farther than its radius', () => {
    const walk = fc.record({
      path: fc.constantFrom('line' as const, 'circle' as const),
      radius: fc.nat(1024),
      period: fc.integer({ min: 2, max: 4096 }),
    });
    fc.assert(
      fc.property(walk, fc.nat(1 << 30), (given, tick) => {
        const [x, y] = walkOffset(given, tick);
        expect(walkOffset(given, tick + given.period)).toEqual([x, y]);
        expect(Math.hypot(x, y)).toBeLessThan(given.radius + 2);
      }),
    );
  });
});
