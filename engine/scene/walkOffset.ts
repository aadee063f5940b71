import type { WalkParameters } from './layerDraft.js';
import { cosine, ONE, sine, TURN } from './sine.js';

/**
 * Where a walk has come to, along its first and second axis, in 1/256 of their sigmas.
 * @param tick drift steps since 1970; a walk goes on through restyles
 */
export function walkOffset({ path, radius, period }: WalkParameters, tick: number): readonly [number, number] {
  const turn = Math.floor(((tick % period) * TURN) / period);
  const amount = (wave: number) => Math.round((radius * wave) / ONE) + 0;
  switch (path) {
    case 'still':
      return [0, 0];
    case 'line':
      return [amount(sine(turn)), 0];
    case 'circle':
      return [amount(cosine(turn)), amount(sine(turn))];
    case 'eight':
      return [amount(sine(turn)), amount(sine(2 * turn))];
  }
}
