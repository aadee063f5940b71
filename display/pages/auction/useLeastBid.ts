import { useEffect, useState } from 'preact/hooks';
import { reserveAuctionAbi } from '../../../engine/abi/reserveAuction.gen.js';
import { tokenIdOf } from '../../../engine/scene/tokenId.js';
import type { Trade } from '../../market/createTrade.js';

/**
 * What the next bid must be at least, wei, as the contract itself counts it; null until it has told.
 * @param standing  what is bid now: another amount is asked about anew
 */
export function useLeastBid({ work, chain, contracts }: Trade, index: number, standing: string): bigint | null {
  const [least, setLeast] = useState<bigint | null>(null);
  useEffect(() => {
    chain.client
      .readContract({
        address: contracts.reserveAuction,
        abi: reserveAuctionAbi,
        functionName: 'leastBid',
        args: [tokenIdOf(work.description.work, index)],
      })
      .then(setLeast, (cause) => console.warn('The least bid could not be read.', cause));
  }, [work, chain, contracts, index, standing]);
  return least;
}
