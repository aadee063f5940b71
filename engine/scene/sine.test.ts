import { cosine, ONE, sine, TURN } from './sine.js';

const turns = Array.from({ length: TURN }, (_, turn) => turn);

describe('sine', () => {
  it('S-21: is within 4 of 32768 times the sine all the way round', () => {
    const worst = turns.map((turn) => Math.abs(sine(turn) - ONE * Math.sin((turn * 2 * Math.PI) / TURN)));
    expect(Math.max(...worst.slice(0, TURN / 2))).toBeLessThan(4);
    expect(Math.max(...worst.slice(TURN / 2))).toBeLessThan(4);
  });

  it('S-21: is exact at every quarter, before and after the turn too', () => {
    const quarters = [-TURN / 4, 0, TURN / 4, TURN / 2, (3 * TURN) / 4, TURN, 9 * TURN + TURN / 4];
    expect(quarters.map(sine)).toEqual([-ONE, 0, ONE, 0, -ONE, 0, ONE]);
    expect(quarters.map(cosine)).toEqual([0, ONE, 0, -ONE, 0, ONE, 0]);
  });

  it('S-21: is odd, and never falls in its first quarter', () => {
    expect(turns.every((turn) => sine(-turn) + sine(turn) === 0)).toBe(true);
    expect(turns.slice(1, TURN / 4).every((turn) => sine(turn) >= sine(turn - 1))).toBe(true);
  });
});
