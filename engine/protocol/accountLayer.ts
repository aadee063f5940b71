import { z } from 'zod';
import { TokenIndex, WorkId } from './primitives.js';

/** A layer that an account may restyle: its own, or one that was lent to it (ERC-4907). */
export const AccountLayer = z.object({
  work: WorkId,
  /** The work's title. */
  workTitle: z.string(),
  index: TokenIndex,
  title: z.string(),
  /** Unix seconds, the last of the loan; null for the owner. */
  lentUntil: z.number().int().nullable(),
});
export type AccountLayer = z.infer<typeof AccountLayer>;
