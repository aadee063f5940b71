import type { Rule } from './manifest.js';
import { ruleValue } from './ruleValue.js';

const time: Rule['source'] = { kind: 'time', part: 'hour' };
const lever: Rule['source'] = { kind: 'levers', levers: [{ token: 0, lever: 0 }] };
const rule = (source: Rule['source'], values: Rule['values'], map: Rule['map'], from?: number[]) => ({
  source,
  values,
  map,
  from,
});

describe('ruleValue', () => {
  it('S-13: spreads values evenly over the source', () => {
    const chosen = Array.from({ length: 24 }, (_, hour) => ruleValue(rule(time, [0, 1, 2], 'spread'), hour, 24));
    expect(chosen).toEqual([...Array(8).fill(0), ...Array(8).fill(1), ...Array(8).fill(2)]);
  });

  it('S-13: wraps round to the first value after the last', () => {
    expect([0, 1, 2, 3, 7].map((number) => ruleValue(rule(lever, ['a', 'b', 'c'], 'wrap'), number, 8))).toEqual([
      'a',
      'b',
      'c',
      'a',
      'b',
    ]);
  });

  it('S-13: begins values where it is told, and before the first of a day is the last of the day before', () => {
    const day = rule(time, ['dawn', 'noon', 'night'], 'spread', [6, 9, 20]);
    expect([0, 5, 6, 8, 9, 19, 20, 23].map((hour) => ruleValue(day, hour, 24))).toEqual([
      'night',
      'night',
      'dawn',
      'dawn',
      'noon',
      'noon',
      'night',
      'night',
    ]);
  });

  it('S-13: keeps a lever before the first value at the first', () => {
    expect(ruleValue(rule(lever, ['low', 'high'], 'spread', [2, 4]), 0, 8)).toBe('low');
  });

  it('S-13: eases through the day and back over midnight', () => {
    const tide = rule(time, [0, 12], 'ease', [6, 18]);
    expect([6, 12, 18, 0, 3].map((hour) => ruleValue(tide, hour, 24))).toEqual([0, 6, 12, 6, 3]);
  });

  it('S-13: eases a lever from its first value to its last, and no further', () => {
    const eased = rule(lever, [0, 10, 40], 'ease');
    expect([0, 1, 2, 3, 4].map((number) => ruleValue(eased, number, 5))).toEqual([0, 5, 10, 25, 40]);
    expect(ruleValue(rule(lever, [0, 10], 'ease', [1, 3]), 4, 5)).toBe(10);
    expect(ruleValue(rule(lever, [0, 10], 'ease', [1, 3]), 0, 5)).toBe(0);
  });

  it('S-13: says how far it is between two names', () => {
    expect(ruleValue(rule(time, ['night', 'noon'], 'ease'), 3, 24)).toEqual({ from: 'night', to: 'noon', share: 0.25 });
    expect(ruleValue(rule(time, ['night', 'noon'], 'ease'), 12, 24)).toBe('noon');
  });

  it('S-13: has one value at every number of a rule that has one', () => {
    for (const map of ['spread', 'wrap', 'ease'] as const) expect(ruleValue(rule(time, [5], map), 23, 24)).toBe(5);
  });
});
