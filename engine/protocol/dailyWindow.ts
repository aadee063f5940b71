import { z } from 'zod';

/** `HH:MM`, by the clock on the wall where the screen hangs. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 09:30');

/** Monday is 1, Sunday 7. */
const Weekday = z.number().int().min(1).max(7);

/** Hours on some days of the week. They go past midnight where `to` is no later than `from`; equal ones are a whole day. */
export const DailyWindow = z.strictObject({
  /** The days on which it begins. */
  days: z
    .array(Weekday)
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'expected each day once'),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type DailyWindow = z.infer<typeof DailyWindow>;

const DAY = 1440;
export const MINUTES_OF_WEEK = 7 * DAY;

/** Whether a minute of the week, 0 as Monday begins, is within the window. */
export function isWithin({ days, from, to }: DailyWindow, minuteOfWeek: number): boolean {
  const start = minuteOf(from);
  const length = (minuteOf(to) - start + DAY) % DAY || DAY;
  return days.some((day) => {
    const since = (minuteOfWeek - ((day - 1) * DAY + start) + MINUTES_OF_WEEK) % MINUTES_OF_WEEK;
    return since < length;
  });
}

/** The minute of the week that a clock shows, by the time zone of the machine this runs on. */
export function minuteOfWeek(date: Date): number {
  return ((date.getDay() + 6) % 7) * DAY + date.getHours() * 60 + date.getMinutes();
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
