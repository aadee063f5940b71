import { type AbiEvent, decodeEventLog, toEventSelector } from 'viem';
import { featuredMessagesAbi } from '../abi/featuredMessages.gen.js';
import { layerSaleAbi } from '../abi/layerSale.gen.js';
import { layerTokenAbi } from '../abi/layerToken.gen.js';
import { reserveAuctionAbi } from '../abi/reserveAuction.gen.js';
import type { Hex } from '../protocol/primitives.js';
import type { WorkEvent } from './chainEvent.js';
import type { Contracts } from './checkChain.js';

/** A log as a node tells it. */
export interface ChainLog {
  address: Hex;
  topics: readonly Hex[];
  data: Hex;
}

/** An event of the logs alone: a work's manifest is not in them. */
export type LoggedEvent = DistributiveOmit<WorkEvent, 'manifestBytes'>;

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/**
 * What logs of the contracts say about works, in their order. Logs of other contracts and events the engine has no use
 * for, such as approvals, are left out.
 */
export function decodeLogs(logs: readonly ChainLog[], contracts: Contracts): LoggedEvent[] {
  return logs.flatMap((log) => {
    const address = log.address.toLowerCase();
    if (address === contracts.layerToken) return decodeLayerToken(log);
    if (address === contracts.featuredMessages) return decodeFeaturedMessages(log);
    if (address === contracts.layerSale) return decodeLayerSale(log);
    if (address === contracts.reserveAuction) return decodeReserveAuction(log);
    return [];
  });
}

/** A token's id is its work's id and, in the lowest bits, its index. */
const INDEX_BITS = 16n;
const INDEX_MASK = 0xffffn;

/** Stands for a text of nothing but a byte order mark, which decoding swallows: a message has at least one character. */
const REPLACEMENT = '\ufffd';

function decodeLayerToken(log: ChainLog): LoggedEvent[] {
  const event = decode(layerTokenAbi, log);
  switch (event?.eventName) {
    case 'WorkCreated': {
      const { workId, artist, layers, entropy, manifestHash } = event.args;
      return [
        {
          type: 'workCreated',
          work: Number(workId),
          artist: lower(artist),
          layers: Number(layers),
          entropy: lower(entropy),
          manifestHash: lower(manifestHash),
        },
      ];
    }
    case 'SchemaSet': {
      const { tokenId, bounds, word } = event.args;
      return [{ type: 'schemaSet', ...tokenOf(tokenId), bounds: wordOf(bounds), word: wordOf(word) }];
    }
    case 'StyleChanged': {
      const { tokenId, by, previousWord, newWord } = event.args;
      const words = { previousWord: wordOf(previousWord), newWord: wordOf(newWord) };
      return [{ type: 'styleChanged', ...tokenOf(tokenId), by: lower(by), ...words }];
    }
    case 'LayerFrozen':
      return [{ type: 'layerFrozen', ...tokenOf(event.args.tokenId), by: lower(event.args.by) }];
    case 'Transfer': {
      const { id, from, to } = event.args;
      return [{ type: 'transfer', ...tokenOf(id), from: lower(from), to: lower(to) }];
    }
    case 'UpdateUser': {
      const { tokenId, user, expires } = event.args;
      return [{ type: 'updateUser', ...tokenOf(tokenId), user: lower(user), expires: secondsOf(expires) }];
    }
    default:
      return [];
  }
}

function decodeFeaturedMessages(log: ChainLog): LoggedEvent[] {
  const event = decode(featuredMessagesAbi, log);
  switch (event?.eventName) {
    case 'MessagePosted': {
      const { tokenId, by, text, link } = event.args;
      return [{ type: 'messagePosted', ...tokenOf(tokenId), by: lower(by), text: text || REPLACEMENT, link }];
    }
    case 'MessageCleared':
      return [{ type: 'messageCleared', ...tokenOf(event.args.tokenId), by: lower(event.args.by) }];
    case 'MessageHidden': {
      const { tokenId, by, hidden } = event.args;
      return [{ type: 'messageHidden', ...tokenOf(tokenId), by: lower(by), hidden }];
    }
    default:
      return [];
  }
}

function decodeLayerSale(log: ChainLog): LoggedEvent[] {
  const event = decode(layerSaleAbi, log);
  switch (event?.eventName) {
    case 'Listed': {
      const { tokenId, seller, price } = event.args;
      return [{ type: 'listed', ...tokenOf(tokenId), seller: lower(seller), price: String(price) }];
    }
    case 'Unlisted':
      return [{ type: 'unlisted', ...tokenOf(event.args.tokenId), seller: lower(event.args.seller) }];
    case 'WorkPriced':
      return [{ type: 'workPriced', work: Number(event.args.workId), price: String(event.args.price) }];
    case 'Sold': {
      const { tokenId, seller, buyer, price, royalty } = event.args;
      const parties = { seller: lower(seller), buyer: lower(buyer) };
      return [{ type: 'sold', ...tokenOf(tokenId), ...parties, price: String(price), royalty: String(royalty) }];
    }
    default:
      return [];
  }
}

function decodeReserveAuction(log: ChainLog): LoggedEvent[] {
  const event = decode(reserveAuctionAbi, log);
  switch (event?.eventName) {
    case 'AuctionCreated': {
      const { tokenId, seller, reserve } = event.args;
      return [{ type: 'auctionCreated', ...tokenOf(tokenId), seller: lower(seller), reserve: String(reserve) }];
    }
    case 'BidPlaced': {
      const { tokenId, bidder, amount, endsAt } = event.args;
      const bid = { bidder: lower(bidder), amount: String(amount), endsAt: secondsOf(endsAt) };
      return [{ type: 'bidPlaced', ...tokenOf(tokenId), ...bid }];
    }
    case 'AuctionCancelled':
      return [{ type: 'auctionCancelled', ...tokenOf(event.args.tokenId), seller: lower(event.args.seller) }];
    case 'AuctionSettled': {
      const { tokenId, seller, winner, amount, royalty } = event.args;
      const parties = { seller: lower(seller), winner: lower(winner) };
      return [
        {
          type: 'auctionSettled',
          ...tokenOf(tokenId),
          ...parties,
          amount: String(amount),
          royalty: String(royalty),
        },
      ];
    }
    default:
      return [];
  }
}

/** The events of an ABI by their selectors: viem would look through all of them for each log. */
const selectors = new Map<EngineAbi, Map<Hex, AbiEvent>>();

function eventsOf(abi: EngineAbi): Map<Hex, AbiEvent> {
  const known = selectors.get(abi);
  if (known) return known;
  const items: readonly (AbiEvent | { type: string })[] = abi;
  const events = items.filter((item): item is AbiEvent => item.type === 'event');
  const bySelector = new Map(events.map((event) => [toEventSelector(event), event]));
  selectors.set(abi, bySelector);
  return bySelector;
}

/** The log's event, or null for one that the contract's ABI does not name. */
function decode<const A extends EngineAbi>(abi: A, { topics, data }: ChainLog) {
  const [selector, ...indexed] = topics;
  const event = selector && eventsOf(abi).get(selector);
  if (!event) return null;
  return decodeEventLog({ abi: [event] as unknown as A, topics: [selector, ...indexed], data });
}

type EngineAbi = typeof layerTokenAbi | typeof featuredMessagesAbi | typeof layerSaleAbi | typeof reserveAuctionAbi;

/** A loan may be said to last longer than a number can count. */
const secondsOf = (seconds: bigint) => Math.min(Number(seconds), Number.MAX_SAFE_INTEGER);

const tokenOf = (tokenId: bigint) => ({ work: Number(tokenId >> INDEX_BITS), index: Number(tokenId & INDEX_MASK) });

const wordOf = (bits: bigint): Hex => `0x${bits.toString(16).padStart(64, '0')}`;

const lower = (hex: Hex): Hex => hex.toLowerCase() as Hex;
