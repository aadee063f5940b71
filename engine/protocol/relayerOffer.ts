import { z } from 'zod';

/** Whether a gallery sends what owners sign, and how much of it for one owner. */
export const RelayerOffer = z.object({
  open: z.boolean(),
  /** How many more restyles and messages are sent for this owner now. */
  left: z.number().int().min(0),
  /** Whether messages are sent too, their fee paid: only where it is no more than the operator gives. */
  messages: z.boolean(),
});
export type RelayerOffer = z.infer<typeof RelayerOffer>;
