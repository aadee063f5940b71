import { z } from 'zod';

/** What a model finds nearest to a picture, as places of a layer's levers: `POST …/layers/:index/nearest`. */
export const NearestStyle = z.object({
  levers: z.array(z.object({ lever: z.number().int().min(0), index: z.number().int().min(0) })),
  /** The variant it is nearest to; null where no lever chooses one. */
  variant: z.number().int().min(0).nullable(),
  /** How far the position levers go from there. */
  sigmas: z.number().min(0),
  /** How much of the way to what the encoder saw the levers reach, 0…1. */
  reached: z.number().min(0).max(1),
  /** The class that the picture looks most like. */
  seen: z.string(),
  /** Whether that is what the layer paints. */
  isOwnClass: z.boolean(),
});
export type NearestStyle = z.infer<typeof NearestStyle>;
