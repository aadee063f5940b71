import { language } from '../language/words.js';

/**
 * A day of the week in the reader's language.
 * @param day  1 is Monday
 */
export function dayName(day: number, weekday: 'short' | 'long'): string {
  // 5 January 1970 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format((4 + (day - 1)) * 86_400_000);
}
