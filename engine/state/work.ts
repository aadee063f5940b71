import type { BlockRef, Hex, Wei } from '../protocol/primitives.js';
import type { Message, TokenState, WorkState } from '../protocol/workState.js';

/** What a work's creation fixed for ever. */
export interface WorkRecord {
  work: number;
  artist: Hex;
  entropy: Hex;
  /** keccak-256 of `manifestBytes`. */
  manifestHash: Hex;
  /** Raw DEFLATE of the manifest's JSON, as stored on chain. */
  manifestBytes: Uint8Array;
  /** The master not counted. */
  layers: number;
}

/** A token as the state keeps it: what screens see, and what else the contracts say of it. */
export interface KeptToken extends TokenState {
  /** 12 × u16, the largest value of each lever. */
  bounds: Hex;
  /** How often it changed hands since it was minted. */
  epoch: number;
  loan: Loan | null;
  listing: Listing | null;
  auction: Auction | null;
}

/** Who may restyle a token beside its owner, up to and with `expires`, Unix seconds. */
export interface Loan {
  user: Hex;
  expires: number;
}

/** A price an owner asks. It ends with the ownership. */
export interface Listing {
  seller: Hex;
  price: Wei;
}

/** An auction that is not settled yet; its contract holds the token. */
export interface Auction {
  seller: Hex;
  reserve: Wei;
  /** The highest bid; bids are taken until `endsAt`, Unix seconds. */
  bid: { bidder: Hex; amount: Wei; endsAt: number } | null;
}

/** A token's live message; a hidden one is kept, because its moderator may show it again. */
export interface KeptMessage {
  message: Message;
  hidden: boolean;
}

/** A work at a block. Never changed in place: what did not change between two of them is the same object. */
export interface Work {
  record: WorkRecord;
  /** The block that last changed what is shown. */
  block: BlockRef;
  /** The block that last changed a word. */
  restyled: BlockRef;
  /** What each layer costs that the artist has yet to part with; '0' for not offered. */
  firstPrice: Wei;
  /** By index. */
  tokens: readonly KeptToken[];
  /** At most one a token; oldest block first, then by token. */
  messages: readonly KeptMessage[];
}

/** What a token costs, as LayerSale's `offerOf` says; null for one that is not for sale. */
export function offerOf(
  { record, firstPrice }: Work,
  { index, owner, epoch, listing }: KeptToken,
): (Listing & { kind: 'listing' | 'first' }) | null {
  if (listing) return { kind: 'listing', ...listing };
  const isFirst = firstPrice !== '0' && index !== 0 && epoch === 0 && owner === record.artist;
  return isFirst ? { kind: 'first', seller: owner, price: firstPrice } : null;
}

/** What screens see of a work. */
export function shownState({ record, block, restyled, tokens, messages }: Work): WorkState {
  return {
    work: record.work,
    block,
    restyled,
    tokens: tokens.map(({ index, owner, word }) => ({ index, owner, word })),
    messages: messages.filter(({ hidden }) => !hidden).map(({ message }) => message),
  };
}
