import type { TimePart } from './manifest.js';

const DAY = 86_400;

/**
 * A part of chain time, in UTC, by the Gregorian calendar.
 * @param time Unix seconds, at most 8.64e12
 */
export function timePart(part: TimePart, time: number): number {
  if (part === 'minute') return Math.floor((time % DAY) / 60);
  if (part === 'hour') return Math.floor((time % DAY) / 3600);
  return dateParts(time)[part];
}

/** The parts of a date. They belong together: no February has a 31st. */
export type DateParts = Record<Exclude<TimePart, 'minute' | 'hour'>, number>;

export function dateParts(time: number): DateParts {
  const date = new Date(Math.floor(time / DAY) * DAY * 1000);
  const month = date.getUTCMonth();
  return {
    weekday: (date.getUTCDay() + 6) % 7,
    day: date.getUTCDate() - 1,
    month,
    'year-day': Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / (DAY * 1000)),
    season: Math.floor(((month + 1) % 12) / 3),
  };
}
