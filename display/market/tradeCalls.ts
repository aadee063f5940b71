import type { ContractFunctionParameters } from 'viem';
import { layerSaleAbi } from '../../engine/abi/layerSale.gen.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { reserveAuctionAbi } from '../../engine/abi/reserveAuction.gen.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import type { MarketContracts } from './createTrade.js';

/** The most tokens that one purchase takes; `LayerSale` refuses more. */
export const MAX_PURCHASES = 4;

/** A token to be bought, as the buyer sees it. */
export interface Chosen {
  index: number;
  /** Wei. */
  price: bigint;
  /** Its style word. */
  word: Hex;
}

/** Buys all of them or none. The contract refuses when any was restyled, or costs another price, since it was seen. */
export function buyCall({ layerSale }: MarketContracts, work: number, chosen: readonly Chosen[]) {
  const purchases = chosen.map(({ index, price, word }) => {
    const { revision, updatesLeft, frozen } = decodeWord(word);
    return {
      tokenId: tokenIdOf(work, index),
      price,
      expectedRevision: revision,
      minUpdatesLeft: frozen ? 0 : updatesLeft,
    };
  });
  const call = {
    address: layerSale,
    abi: layerSaleAbi,
    functionName: 'buy',
    args: [purchases],
    value: chosen.reduce((sum, { price }) => sum + price, 0n),
  } satisfies ContractFunctionParameters<typeof layerSaleAbi, 'payable', 'buy'> & { value: bigint };
  // The token itself may refuse the transfer, by errors of its own.
  return { ...call, abi: [...layerSaleAbi, ...layerTokenAbi.filter(({ type }) => type === 'error')] };
}

/** @param word the style word the bidder sees; the contract refuses any other */
export function bidCall({ reserveAuction }: MarketContracts, work: number, index: number, word: Hex, value: bigint) {
  return {
    address: reserveAuction,
    abi: reserveAuctionAbi,
    functionName: 'bid',
    args: [tokenIdOf(work, index), BigInt(word)],
    value,
  } satisfies ContractFunctionParameters<typeof reserveAuctionAbi, 'payable', 'bid'> & { value: bigint };
}

export function settleCall({ reserveAuction }: MarketContracts, work: number, index: number) {
  return {
    address: reserveAuction,
    abi: reserveAuctionAbi,
    functionName: 'settle',
    args: [tokenIdOf(work, index)],
  } satisfies ContractFunctionParameters<typeof reserveAuctionAbi, 'nonpayable', 'settle'>;
}
