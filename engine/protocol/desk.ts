import { z } from 'zod';
import { Power, Quarters, ScreenId, ScreenName, SleepHours } from './plan.js';
import { Playlist } from './playlist.js';
import { WorkId } from './primitives.js';
import { DeviceKey, Interval, Report } from './screenMessages.js';
import { SpanFit, Tile } from './span.js';

/** What the operator decides, as the desk keeps it and `/api/operator` speaks of it. */

/** What hangs on a screen or in a group. */
export const Shows = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('work'), work: WorkId }),
  z.strictObject({ kind: z.literal('playlist'), playlist: Playlist.shape.id }),
]);
export type Shows = z.infer<typeof Shows>;

export const ScreenSettings = z.strictObject({
  name: ScreenName,
  quarters: Quarters,
  power: Power,
  sleep: SleepHours,
  /** Null until something is assigned; a group's screens go by what the group shows. */
  shows: Shows.nullable(),
});
export type ScreenSettings = z.infer<typeof ScreenSettings>;

/** A paired screen. */
export const PairedScreen = ScreenSettings.extend({
  id: ScreenId,
  number: z.number().int().min(1),
  key: DeviceKey,
  /** Unix milliseconds. */
  pairedAt: z.number().int().min(0),
});
export type PairedScreen = z.infer<typeof PairedScreen>;

/** Screens that show the same in step: each the whole work, or each its part of it. */
export const Group = z.strictObject({
  id: ScreenId,
  name: ScreenName,
  shows: Shows.nullable(),
  /** Null when each shows the whole work. */
  fit: SpanFit.nullable(),
  /** Each screen once, with its visible area in millimetres; where it hangs matters only to a span. */
  tiles: z
    .array(Tile.extend({ screen: ScreenId }))
    .max(64)
    .refine((tiles) => new Set(tiles.map(({ screen }) => screen)).size === tiles.length, 'expected each screen once'),
});
export type Group = z.infer<typeof Group>;

/** How a paired screen is doing. */
export const ScreenView = PairedScreen.omit({ key: true }).extend({
  /** `secret` where the screen came by plain http: whoever listens on that network could pass for it. */
  proof: z.enum(['key', 'secret']),
  group: z.string().nullable(),
  connected: z.boolean(),
  /** Unix milliseconds; null when it was not heard of since this server started. */
  seen: z.number().int().nullable(),
  report: Report.nullable(),
  /** Whether it shows what the server has; null when that cannot be said. */
  current: z.boolean().nullable(),
});
export type ScreenView = z.infer<typeof ScreenView>;

export const Play = Interval.extend({ screen: ScreenId, name: z.string() });
export type Play = z.infer<typeof Play>;

/** A screen that waits to be paired. */
export const PairingView = z.object({
  code: z.string(),
  proof: z.enum(['key', 'secret']),
  /** Unix milliseconds. */
  expires: z.number().int(),
});
export type PairingView = z.infer<typeof PairingView>;
