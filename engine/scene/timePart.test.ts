import fc from 'fast-check';
import { TIMES } from './manifest.js';
import { timePart } from './timePart.js';

const at = (text: string) => Date.parse(text) / 1000;

describe('timePart', () => {
  it.each([
    ['minute', '2026-11-22T13:45:59Z', 13 * 60 + 45],
    ['hour', '2026-11-22T23:59:59Z', 23],
    ['weekday', '2026-11-22T00:00:00Z', 6],
    ['weekday', '2026-11-23T00:00:00Z', 0],
    ['day', '2026-01-31T12:00:00Z', 30],
    ['month', '2026-12-01T00:00:00Z', 11],
    ['year-day', '2024-12-31T23:59:59Z', 365],
    ['year-day', '2026-12-31T23:59:59Z', 364],
    ['season', '2026-02-28T23:59:59Z', 0],
    ['season', '2026-03-01T00:00:00Z', 1],
    ['season', '2026-12-01T00:00:00Z', 0],
    ['minute', '1970-01-01T00:00:00Z', 0],
  ] as const)('S-10: reads the %s of %s', (part, time, value) => {
    expect(timePart(part, at(time))).toBe(value);
  });

  it('S-10: stays below the count of its values, to the farthest time there is', () => {
    const parts = fc.constantFrom(...(Object.keys(TIMES) as (keyof typeof TIMES)[]));
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 8_640_000_000_000 }), (part, time) => {
        const value = timePart(part, time);
        return Number.isInteger(value) && value >= 0 && value < TIMES[part];
      }),
    );
  });
});
