import type { LeverValue } from './leverValue.js';
import type { Rule } from './manifest.js';

/** On the way from one named value to another. */
export interface Between {
  from: LeverValue;
  to: LeverValue;
  /** 0 is `from`; never 1. */
  share: number;
}

export type RuleValue = LeverValue | Between;

export const isBetween = (value: RuleValue): value is Between => typeof value === 'object';

/**
 * The value a rule chooses.
 * @param number what its source says, from 0
 * @param span one more than the largest its source can say
 */
export function ruleValue(
  rule: Pick<Rule, 'source' | 'values' | 'map' | 'from'>,
  number: number,
  span: number,
): RuleValue {
  const { values, map, source } = rule;
  const count = values.length;
  if (map === 'wrap') return values[number % count] as LeverValue;
  // Time comes round: before its first value is its last, and after its last the first. A lever has two ends.
  const comesRound = source.kind === 'time';
  const starts = rule.from ?? evenStarts(count, span, map === 'ease' && !comesRound);
  const at = starts.findLastIndex((start) => start <= number);
  if (at < 0 && !comesRound) return values[0] as LeverValue;
  const value = values.at(at) as LeverValue;
  if (map === 'spread' || (at === count - 1 && !comesRound)) return value;
  const start = at < 0 ? (starts.at(-1) as number) - span : (starts[at] as number);
  const end = at === count - 1 ? (starts[0] as number) + span : (starts[at + 1] as number);
  return onTheWay(value, values[(at + 1) % count] as LeverValue, (number - start) / (end - start));
}

/** @param toTheEnd whether the last value is reached where the source ends, and not one value's stretch before */
function evenStarts(count: number, span: number, toTheEnd: boolean): number[] {
  if (count === 1) return [0];
  return Array.from({ length: count }, (_, i) => (toTheEnd ? (i * (span - 1)) / (count - 1) : (i * span) / count));
}

/** Numbers go over; names are told apart by whoever takes them. Rounded like the values of a range. */
function onTheWay(from: LeverValue, to: LeverValue, share: number): RuleValue {
  if (share === 0 || from === to) return from;
  if (typeof from !== 'number' || typeof to !== 'number') return { from, to, share };
  return Math.round((from + (to - from) * share) * 1e9) / 1e9;
}
