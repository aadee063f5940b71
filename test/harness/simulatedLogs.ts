import { type Abi, type AbiEvent, encodeAbiParameters, encodeEventTopics, keccak256, toHex } from 'viem';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import { layerSaleAbi } from '../../engine/abi/layerSale.gen.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { reserveAuctionAbi } from '../../engine/abi/reserveAuction.gen.js';
import type { WorkEvent } from '../../engine/chain/chainEvent.js';
import type { ReceiptLog } from '../../engine/chain/receiptsRoot.js';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import { bytes32, owner } from './randomBlock.js';

/** Where the contracts of simulated chains are. */
export const SIMULATED_CONTRACTS = {
  layerToken: owner(100),
  featuredMessages: owner(101),
  layerSale: owner(102),
  reserveAuction: owner(103),
};

/** An event as its contract logs it. */
export function logOf(event: WorkEvent, block: BlockRef, logIndex: number): ReceiptLog {
  const { contract, name, args } = solidityOf(event);
  const abi: Abi = ABIS[contract];
  const inputs = (abi.find((item) => item.type === 'event' && item.name === name) as AbiEvent).inputs;
  const unindexed = inputs.filter((input) => !input.indexed);
  return {
    address: SIMULATED_CONTRACTS[contract],
    topics: encodeEventTopics({ abi, eventName: name, args } as never) as Hex[],
    data: encodeAbiParameters(unindexed, unindexed.map((input) => args[input.name!]) as never),
    blockHash: block.hash,
    blockNumber: toHex(block.number),
    logIndex: toHex(logIndex),
  };
}

/** A log of a contract that is not ours. */
export const foreignLog = (block: BlockRef, logIndex: number): ReceiptLog => ({
  address: owner(200),
  topics: [bytes32('Ping()')],
  data: '0x',
  blockHash: block.hash,
  blockNumber: toHex(block.number),
  logIndex: toHex(logIndex),
});

/** The bloom of logs: the yellow paper's M3:2048, on a whole number. */
export function bloomOf(logs: readonly ReceiptLog[]): Hex {
  let bloom = 0n;
  for (const { address, topics } of logs) {
    for (const value of [address, ...topics]) bloom |= bloomBits(value);
  }
  return `0x${bloom.toString(16).padStart(512, '0')}`;
}

const known = new Map<Hex, bigint>();

function bloomBits(value: Hex): bigint {
  const held = known.get(value);
  if (held !== undefined) return held;
  const hash = keccak256(value).slice(2);
  let bits = 0n;
  for (const at of [0, 4, 8]) bits |= 1n << (BigInt(`0x${hash.slice(at, at + 4)}`) & 2047n);
  known.set(value, bits);
  return bits;
}

const ABIS = {
  layerToken: layerTokenAbi,
  featuredMessages: featuredMessagesAbi,
  layerSale: layerSaleAbi,
  reserveAuction: reserveAuctionAbi,
};

/** The event as its contract emits it. */
function solidityOf(event: WorkEvent): {
  contract: keyof typeof ABIS;
  name: string;
  args: Record<string, unknown>;
} {
  const tokenId = 'index' in event ? (BigInt(event.work) << 16n) | BigInt(event.index) : 0n;
  const by = 'by' in event ? event.by : undefined;
  switch (event.type) {
    case 'workCreated': {
      const { work, artist, layers, entropy, manifestHash } = event;
      const args = { workId: BigInt(work), artist, layers: BigInt(layers), entropy, manifestHash };
      return { contract: 'layerToken', name: 'WorkCreated', args };
    }
    case 'schemaSet': {
      const args = { tokenId, bounds: BigInt(event.bounds), word: BigInt(event.word) };
      return { contract: 'layerToken', name: 'SchemaSet', args };
    }
    case 'styleChanged': {
      const words = { previousWord: BigInt(event.previousWord), newWord: BigInt(event.newWord) };
      return {
        contract: 'layerToken',
        name: 'StyleChanged',
        args: { tokenId, workId: BigInt(event.work), by, ...words },
      };
    }
    case 'layerFrozen':
      return { contract: 'layerToken', name: 'LayerFrozen', args: { tokenId, by } };
    case 'transfer':
      return { contract: 'layerToken', name: 'Transfer', args: { from: event.from, to: event.to, id: tokenId } };
    case 'messagePosted': {
      const { text, link } = event;
      return { contract: 'featuredMessages', name: 'MessagePosted', args: { tokenId, by, epoch: 0, text, link } };
    }
    case 'messageCleared':
      return { contract: 'featuredMessages', name: 'MessageCleared', args: { tokenId, by } };
    case 'messageHidden':
      return { contract: 'featuredMessages', name: 'MessageHidden', args: { tokenId, by, hidden: event.hidden } };
    case 'updateUser': {
      const args = { tokenId, user: event.user, expires: BigInt(event.expires) };
      return { contract: 'layerToken', name: 'UpdateUser', args };
    }
    case 'listed': {
      const args = { tokenId, seller: event.seller, price: BigInt(event.price), epoch: 0 };
      return { contract: 'layerSale', name: 'Listed', args };
    }
    case 'unlisted':
      return { contract: 'layerSale', name: 'Unlisted', args: { tokenId, seller: event.seller } };
    case 'workPriced': {
      const args = { workId: BigInt(event.work), price: BigInt(event.price) };
      return { contract: 'layerSale', name: 'WorkPriced', args };
    }
    case 'sold': {
      const { seller, buyer, price, royalty } = event;
      const args = { tokenId, seller, buyer, price: BigInt(price), royalty: BigInt(royalty), revision: 0 };
      return { contract: 'layerSale', name: 'Sold', args };
    }
    case 'auctionCreated': {
      const args = { tokenId, seller: event.seller, reserve: BigInt(event.reserve), word: 0n };
      return { contract: 'reserveAuction', name: 'AuctionCreated', args };
    }
    case 'bidPlaced': {
      const { bidder, amount, endsAt } = event;
      const args = { tokenId, bidder, amount: BigInt(amount), endsAt: BigInt(endsAt) };
      return { contract: 'reserveAuction', name: 'BidPlaced', args };
    }
    case 'auctionCancelled':
      return { contract: 'reserveAuction', name: 'AuctionCancelled', args: { tokenId, seller: event.seller } };
    case 'auctionSettled': {
      const { seller, winner, amount, royalty } = event;
      const args = { tokenId, seller, winner, amount: BigInt(amount), royalty: BigInt(royalty) };
      return { contract: 'reserveAuction', name: 'AuctionSettled', args };
    }
  }
}
