import { language } from '../language/words.js';

/** A moment as people write it, to the minute: `28 Nov 2026, 14:05`. @param unixSeconds as a block states them */
export function momentText(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}
