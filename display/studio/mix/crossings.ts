import type { Lever } from '../../../engine/scene/manifest.js';

/** StyleGAN's bands, as levers choose a variant for each. */
export const BANDS = ['coarse', 'middle', 'fine'] as const;
export type Band = (typeof BANDS)[number];

/** Which of two variants each band is of. */
export type Crossing = Record<Band, 'first' | 'second'>;

/** The bands that a layer has levers for, with each lever's place among its levers. */
export function bandsOf(levers: readonly Lever[]): { band: Band; lever: number }[] {
  return BANDS.flatMap((band) => {
    const lever = levers.findIndex(({ bind }) => bind === `latent.${band}`);
    return lever < 0 ? [] : [{ band, lever }];
  });
}

/** Every way two variants can cross in these bands: 2 to the power of their number, all of the first one first. */
export function crossingsOf(bands: readonly Band[]): Crossing[] {
  const [band, ...others] = bands;
  if (!band) return [{ coarse: 'first', middle: 'first', fine: 'first' }];
  const rest = crossingsOf(others);
  return (['first', 'second'] as const).flatMap((from) => rest.map((crossing) => ({ ...crossing, [band]: from })));
}

/** A place with its bands from two variants. */
export function crossed(
  at: readonly number[],
  levers: readonly Lever[],
  variants: { first: number; second: number },
  crossing: Crossing,
): number[] {
  const place = [...at];
  for (const { band, lever } of bandsOf(levers)) place[lever] = variants[crossing[band]];
  return place;
}
