import { z } from 'zod';
import { DailyWindow, isWithin, MINUTES_OF_WEEK } from './dailyWindow.js';
import { WorkId } from './primitives.js';

/** One work's turn. */
export const PlaylistItem = z.strictObject({
  work: WorkId,
  /** How long it hangs before the next one's turn. */
  seconds: z.number().int().min(10).max(86_400),
  /** The hours in which it takes turns; null for all. */
  hours: DailyWindow.nullable(),
});
export type PlaylistItem = z.infer<typeof PlaylistItem>;

/** Works that take turns. At every minute of the week one must have its hours, so that no wall is left without a work. */
export const PlaylistItems = z
  .array(PlaylistItem)
  .min(1)
  .max(100)
  .superRefine((items, context) => {
    const gap = firstGap(items);
    if (gap !== null) context.addIssue({ code: 'custom', message: `no work has its hours on ${nameOf(gap)}` });
  });

export const Playlist = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{8,32}$/, 'expected 8 to 32 of a–z and 0–9'),
  name: z.string().trim().min(1).max(80),
  items: PlaylistItems,
});
export type Playlist = z.infer<typeof Playlist>;

export interface Turn {
  item: PlaylistItem;
  /** Milliseconds since 1970 until which it lasts at least; another turn of the same work may follow. */
  until: number;
}

/**
 * Whose turn it is: told by the time alone, so that screens with one playlist are in step without a word, and a screen
 * that starts without a network is where it would have been.
 * @param items   null is given for none
 * @param now     milliseconds since 1970
 * @param minuteOf the minute of the week at a time, where the screen hangs
 */
export function turnAt(items: readonly PlaylistItem[], now: number, minuteOf: (time: number) => number): Turn | null {
  const minute = minuteOf(now);
  const open = items.filter(({ hours }) => !hours || isWithin(hours, minute));
  const cycle = open.reduce((sum, { seconds }) => sum + seconds * 1000, 0);
  let left = cycle > 0 ? now % cycle : 0;
  for (const item of open) {
    const length = item.seconds * 1000;
    // Hours begin and end with a minute; a work alone may stay as long as nothing else begins.
    if (left < length) return { item, until: Math.min(now - left + length, (Math.floor(now / 60_000) + 1) * 60_000) };
    left -= length;
  }
  return null;
}

/** The first minute of the week at which no item has its hours, or null. */
export function firstGap(items: readonly PlaylistItem[]): number | null {
  if (items.some(({ hours }) => hours === null)) return null;
  for (let minute = 0; minute < MINUTES_OF_WEEK; minute++) {
    if (!items.some(({ hours }) => hours && isWithin(hours, minute))) return minute;
  }
  return null;
}

function nameOf(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][Math.floor(minute / 1440)];
  return `${day} at ${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}`;
}
