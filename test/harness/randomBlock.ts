import { createHash } from 'node:crypto';
import { keccak256 } from 'viem';
import type { BlockEvents, WorkEvent } from '../../engine/chain/chainEvent.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { foldBlock, type NaiveWork } from './naiveFold.js';

/** A whole number in 0…below−1. */
export type Draw = (below: number) => number;

/**
 * A block that could follow, with up to five events that the contracts could have emitted there.
 * @param works what every work is before it; what it is after it when this returns
 */
export function randomBlock(works: Map<number, NaiveWork>, number: number, draw: Draw): BlockEvents {
  const block = { number, hash: bytes32(`block ${number} ${draw(1 << 30)}`), time: 1_700_000_000 + number * 12 };
  const events: WorkEvent[] = [];
  for (let count = draw(6); count > 0; count--) {
    const drawn = randomEvents(works, draw);
    foldBlock(works, { block, events: drawn });
    events.push(...drawn);
  }
  return { block, events };
}

export const bytes32 = (name: string): Hex => `0x${createHash('sha256').update(name).digest('hex')}`;

export const owner = (n: number): Hex => `0x${(n + 1).toString(16).padStart(40, '0')}`;

const MOST_WORKS = 3;
const LAYERS = 3;
const NOBODY: Hex = `0x${'00'.repeat(20)}`;
/** Holds the tokens that are auctioned. */
const AUCTION = owner(103);
/** Also what a careless store would spoil: a NUL, quotes, characters outside the first plane. */
const TEXTS = ['hello', 'nul \0 within', `it's "quoted"`, 'évening 🌒', ' '];

function randomEvents(works: Map<number, NaiveWork>, draw: Draw): WorkEvent[] {
  if (works.size === 0 || (works.size < MOST_WORKS && draw(20) === 0)) {
    return createWork(works.size + 1, draw);
  }
  const work = 1 + draw(works.size);
  const index = draw(LAYERS + 1);
  const { owners, words, messages } = works.get(work)!;
  const place = { work, index };
  const [by, word, message] = [owners[index]!, words[index]!, messages.get(index)];
  const isFrozen = BigInt(word) >> 248n === 1n;
  const { listings, auctions, loans } = works.get(work)!;
  /** As the token moves: its loan is over. */
  const transfer = (from: Hex, to: Hex): WorkEvent[] => [
    { type: 'transfer', ...place, from, to },
    ...(loans.has(index) ? [{ type: 'updateUser', ...place, user: NOBODY, expires: 0 } as const] : []),
  ];
  const auction = auctions.get(index);
  if (auction) {
    const { seller, bid } = auction;
    const amount = bid ? `${BigInt(bid.amount) * 2n}` : auction.reserve;
    if (draw(3) > 0) return [{ type: 'bidPlaced', ...place, bidder: owner(draw(5)), amount, endsAt: 1_800_000_000 }];
    if (!bid) return [{ type: 'auctionCancelled', ...place, seller }, ...transfer(AUCTION, seller)];
    const settled = { seller, winner: bid.bidder, amount: bid.amount, royalty: '7' };
    return [{ type: 'auctionSettled', ...place, ...settled }, ...transfer(AUCTION, bid.bidder)];
  }
  switch (draw(14)) {
    case 0:
      return transfer(by, owner(draw(5)));
    case 10:
      return [{ type: 'updateUser', ...place, user: draw(3) > 0 ? owner(draw(5)) : NOBODY, expires: 1_900_000_000 }];
    case 11:
      return listings.has(index) && draw(2) > 0
        ? [{ type: 'unlisted', ...place, seller: by }]
        : [{ type: 'listed', ...place, seller: by, price: `${10n ** BigInt(draw(24))}` }];
    case 12: {
      const price = listings.get(index)?.price;
      if (!price) return [{ type: 'workPriced', work, price: `${draw(3) * 1000}` }];
      const buyer = owner(draw(5));
      return [{ type: 'sold', ...place, seller: by, buyer, price, royalty: '5' }, ...transfer(by, buyer)];
    }
    case 13:
      return [{ type: 'auctionCreated', ...place, seller: by, reserve: '1000' }, ...transfer(by, AUCTION)];
    case 1:
    case 2:
      return [{ type: 'messagePosted', ...place, by, text: TEXTS[draw(TEXTS.length)]!, link: 'https://example.org/' }];
    case 3:
      return message ? [{ type: 'messageCleared', ...place, by }] : [];
    case 4:
    case 5:
      return message ? [{ type: 'messageHidden', ...place, by: owner(9), hidden: !message.hidden }] : [];
    case 6:
      return isFrozen || draw(4) > 0 ? [] : [{ type: 'layerFrozen', ...place, by }];
    default:
      return isFrozen
        ? []
        : [{ type: 'styleChanged', ...place, by, previousWord: word, newWord: restyled(word, draw) }];
  }
}

function createWork(work: number, draw: Draw): WorkEvent[] {
  const manifestBytes = new TextEncoder().encode(`manifest ${work} ${draw(1000)}`);
  const tokens = Array.from({ length: LAYERS + 1 }, (_, index): WorkEvent[] => [
    { type: 'transfer', work, index, from: NOBODY, to: owner(draw(5)) },
    { type: 'schemaSet', work, index, bounds: `0x${'00ff'.repeat(12).padStart(64, '0')}`, word: wordOf(BigInt(index)) },
  ]);
  const manifestHash = keccak256(manifestBytes);
  const entropy = bytes32(`entropy ${work}`);
  return [
    { type: 'workCreated', work, artist: owner(7), layers: LAYERS, entropy, manifestHash, manifestBytes },
    ...tokens.flat(),
  ];
}

/** Lever 0 moved and the revision one higher. */
function restyled(word: Hex, draw: Draw): Hex {
  const levers = BigInt(word) & ~0xffffn;
  return wordOf((levers | BigInt(draw(256))) + (1n << 192n));
}

const wordOf = (bits: bigint): Hex => `0x${bits.toString(16).padStart(64, '0')}`;
