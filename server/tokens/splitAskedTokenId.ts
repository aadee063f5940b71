import { splitTokenId } from '../../engine/scene/tokenId.js';
import { unknownToken } from '../refusal/refusals.js';

/**
 * The work and index of the token a path names.
 * @throws Refused 404
 */
export function splitAskedTokenId(asked: string): { work: number; index: number } {
  if (!/^\d{1,15}$/.test(asked)) throw unknownToken(asked);
  return splitTokenId(BigInt(asked));
}
