import { z } from 'zod';
import { DailyWindow } from './dailyWindow.js';
import { PlaylistItem } from './playlist.js';
import { PROTOCOL_VERSION } from './primitives.js';
import { SpanFit, Tile } from './span.js';

export const ScreenId = z.string().regex(/^[a-z0-9]{8,32}$/, 'expected 8 to 32 of a–z and 0–9');
export const ScreenName = z.string().trim().min(1).max(60);

/** Quarters of a turn, clockwise, by which a screen turns its picture. */
export const Quarters = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export type Quarters = z.infer<typeof Quarters>;

/** `hours` sleeps by the hours, the others until somebody decides otherwise. */
export const Power = z.enum(['hours', 'awake', 'asleep']);
export type Power = z.infer<typeof Power>;

export const SleepHours = z.array(DailyWindow).max(14);

/**
 * Everything the desk decided for one screen. The screen keeps it, and goes by it without a network too. Hours are by the
 * clock of the place where it hangs.
 */
export const Plan = z.object({
  v: z.literal(PROTOCOL_VERSION),
  screen: ScreenId,
  /** What people call it, and the number it shows when asked which it is. */
  name: ScreenName,
  number: z.number().int().min(1),
  quarters: Quarters,
  power: Power,
  sleep: SleepHours,
  /** The works that take turns; none when nothing was assigned yet. */
  items: z.array(PlaylistItem),
  /** The group that this screen changes in step with; null when it hangs alone. */
  group: z.string().nullable(),
  /** The part of every work that is this screen's, of a wall of several; null for all of it. Millimetres. */
  span: z.object({ wall: Tile, tile: Tile, fit: SpanFit }).nullable(),
});
export type Plan = z.infer<typeof Plan>;
