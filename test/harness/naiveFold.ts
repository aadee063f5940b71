import type { BlockEvents } from '../../engine/chain/chainEvent.js';
import type { BlockRef, Hex, Wei } from '../../engine/protocol/primitives.js';
import type { Message, WorkState } from '../../engine/protocol/workState.js';

/** A work as the naive fold keeps it. */
export interface NaiveWork {
  artist: Hex;
  block: BlockRef;
  restyled: BlockRef;
  owners: Hex[];
  words: Hex[];
  messages: Map<number, Message & { hidden: boolean }>;
  firstPrice: Wei;
  /** Transfers of each token after its mint. */
  epochs: number[];
  loans: Map<number, { user: Hex; expires: number }>;
  listings: Map<number, { seller: Hex; price: Wei }>;
  auctions: Map<number, { seller: Hex; reserve: Wei; bid: { bidder: Hex; amount: Wei; endsAt: number } | null }>;
  /** Block, token, seller, buyer, price, royalty. */
  sales: [number, number, Hex, Hex, Wei, Wei][];
  /** Block, token, word. */
  styles: [number, number, Hex][];
}

/**
 * What every work is at the end of a chain, by the plainest code: always from the first block, on objects changed in
 * place. The state is compared with it, so it shares no code with `engine/state`.
 */
export function naiveFold(chain: readonly BlockEvents[]): Map<number, NaiveWork> {
  const works = new Map<number, NaiveWork>();
  for (const block of chain) foldBlock(works, block);
  return works;
}

/** Changes the works as a block does. */
export function foldBlock(works: Map<number, NaiveWork>, { block, events }: BlockEvents): void {
  const touched = new Set(events.map((event) => event.work));
  const before = new Map([...works].filter(([id]) => touched.has(id)).map(([id, work]) => [id, seen(work)]));
  for (const event of events) {
    if (event.type === 'workCreated') {
      const tokens = event.layers + 1;
      works.set(event.work, {
        artist: event.artist,
        block,
        restyled: block,
        owners: Array<Hex>(tokens).fill(`0x${'00'.repeat(20)}`),
        words: Array<Hex>(tokens).fill(`0x${'00'.repeat(32)}`),
        messages: new Map(),
        firstPrice: '0',
        epochs: Array<number>(tokens).fill(0),
        loans: new Map(),
        listings: new Map(),
        auctions: new Map(),
        sales: [],
        styles: [],
      });
      continue;
    }
    const work = works.get(event.work)!;
    if (event.type === 'schemaSet') work.words[event.index] = event.word;
    if (event.type === 'styleChanged') work.words[event.index] = event.newWord;
    if (event.type === 'layerFrozen') {
      const digits = work.words[event.index]!.slice(2);
      const flags = (Number.parseInt(digits.slice(0, 2), 16) | 1).toString(16).padStart(2, '0');
      work.words[event.index] = `0x${flags}${digits.slice(2)}`;
    }
    if (event.type === 'transfer') {
      work.owners[event.index] = event.to;
      work.messages.delete(event.index);
      work.listings.delete(event.index);
      if (BigInt(event.from) !== 0n) work.epochs[event.index]! += 1;
    }
    if (event.type === 'updateUser') {
      if (BigInt(event.user) === 0n) work.loans.delete(event.index);
      else work.loans.set(event.index, { user: event.user, expires: event.expires });
    }
    if (event.type === 'workPriced') work.firstPrice = event.price;
    if (event.type === 'listed') work.listings.set(event.index, { seller: event.seller, price: event.price });
    if (event.type === 'unlisted' || event.type === 'sold') work.listings.delete(event.index);
    if (event.type === 'auctionCreated') {
      work.auctions.set(event.index, { seller: event.seller, reserve: event.reserve, bid: null });
    }
    if (event.type === 'bidPlaced') {
      const { bidder, amount, endsAt } = event;
      work.auctions.get(event.index)!.bid = { bidder, amount, endsAt };
    }
    if (event.type === 'auctionCancelled' || event.type === 'auctionSettled') work.auctions.delete(event.index);
    if (event.type === 'sold') {
      work.sales.push([block.number, event.index, event.seller, event.buyer, event.price, event.royalty]);
    }
    if (event.type === 'auctionSettled') {
      work.sales.push([block.number, event.index, event.seller, event.winner, event.amount, event.royalty]);
    }
    if (event.type === 'schemaSet' || event.type === 'styleChanged' || event.type === 'layerFrozen') {
      work.restyled = block;
      work.styles.push([block.number, event.index, work.words[event.index]!]);
    }
    if (event.type === 'messageCleared') work.messages.delete(event.index);
    if (event.type === 'messageHidden') work.messages.get(event.index)!.hidden = event.hidden;
    if (event.type === 'messagePosted') {
      const { index: token, by, text, link } = event;
      work.messages.set(token, { token, by, text, link, block: block.number, time: block.time, hidden: false });
    }
  }
  for (const id of touched) {
    const work = works.get(id)!;
    if (before.get(id) !== seen(work)) work.block = block;
  }
}

/** The naive fold's work as the protocol states it. */
export function naiveState(id: number, work: NaiveWork): WorkState {
  return {
    work: id,
    block: work.block,
    restyled: work.restyled,
    tokens: work.owners.map((owner, index) => ({ index, owner, word: work.words[index]! })),
    messages: visible(work),
  };
}

/** The naive fold's work, whatever screens are not told included, as plain data to compare. */
export function naiveMarket({ firstPrice, owners, epochs, loans, listings, auctions, sales, styles }: NaiveWork) {
  const tokens = owners.map((_, index) => ({
    epoch: epochs[index],
    loan: loans.get(index) ?? null,
    listing: listings.get(index) ?? null,
    auction: auctions.get(index) ?? null,
  }));
  return { firstPrice, tokens, sales, styles };
}

const seen = (work: NaiveWork) => JSON.stringify([work.owners, work.words, visible(work)]);

const visible = (work: NaiveWork): Message[] =>
  [...work.messages.values()]
    .filter((message) => !message.hidden)
    .map(({ hidden: _, ...message }) => message)
    .sort((a, b) => a.block - b.block || a.token - b.token);
