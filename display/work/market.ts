import { z } from 'zod';
import { Address, BlockRef, TokenIndex, Wei } from '../../engine/protocol/primitives.js';
import { fetchJson } from './fetchJson.js';

const Trade = z.object({
  index: TokenIndex,
  owner: Address,
  offer: z.object({ kind: z.enum(['listing', 'first']), seller: Address, price: Wei }).nullable(),
  auction: z
    .object({
      seller: Address,
      reserve: Wei,
      bid: z.object({ bidder: Address, amount: Wei, endsAt: z.number().int() }).nullable(),
    })
    .nullable(),
  loan: z.object({ user: Address, expires: z.number().int() }).nullable(),
});
export type Trade = z.infer<typeof Trade>;

const Market = z.object({
  tokens: z.array(Trade),
  sales: z.array(
    z.object({ block: BlockRef, index: TokenIndex, seller: Address, buyer: Address, price: Wei, royalty: Wei }),
  ),
});
/** What may be bought of a work, by token, and every sale so far, oldest first. */
export type Market = z.infer<typeof Market>;

export function loadMarket(work: number): Promise<Market> {
  return fetchJson(`/api/works/${work}/market`, Market);
}
