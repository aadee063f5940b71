import type { BlockRef, Hex, Wei } from '../protocol/primitives.js';

/**
 * What the chain did to one work, named as in `contracts/interfaces/`. Hex is lower case; a token is named by its work
 * and index.
 */
export type WorkEvent =
  | {
      type: 'workCreated';
      work: number;
      artist: Hex;
      /** How many layers the work has, the master not counted. */
      layers: number;
      entropy: Hex;
      manifestHash: Hex;
      /** The manifest as stored on chain; its keccak-256 is `manifestHash`. */
      manifestBytes: Uint8Array;
    }
  | { type: 'schemaSet'; work: number; index: number; bounds: Hex; word: Hex }
  | { type: 'styleChanged'; work: number; index: number; by: Hex; previousWord: Hex; newWord: Hex }
  | { type: 'layerFrozen'; work: number; index: number; by: Hex }
  | { type: 'transfer'; work: number; index: number; from: Hex; to: Hex }
  /** A token is lent to `user` until `expires`, Unix seconds; to the zero address, the loan is over. */
  | { type: 'updateUser'; work: number; index: number; user: Hex; expires: number }
  | { type: 'messagePosted'; work: number; index: number; by: Hex; text: string; link: string }
  | { type: 'messageCleared'; work: number; index: number; by: Hex }
  | { type: 'messageHidden'; work: number; index: number; by: Hex; hidden: boolean }
  | SaleEvent;

/** What the sale and the auction say of a token, or of a whole work. Amounts are `Wei`. */
export type SaleEvent =
  | { type: 'listed'; work: number; index: number; seller: Hex; price: Wei }
  | { type: 'unlisted'; work: number; index: number; seller: Hex }
  /** What each layer costs that the artist has yet to part with; '0' for not offered. */
  | { type: 'workPriced'; work: number; price: Wei }
  | { type: 'sold'; work: number; index: number; seller: Hex; buyer: Hex; price: Wei; royalty: Wei }
  | { type: 'auctionCreated'; work: number; index: number; seller: Hex; reserve: Wei }
  /** `endsAt` in Unix seconds. */
  | { type: 'bidPlaced'; work: number; index: number; bidder: Hex; amount: Wei; endsAt: number }
  | { type: 'auctionCancelled'; work: number; index: number; seller: Hex }
  | { type: 'auctionSettled'; work: number; index: number; seller: Hex; winner: Hex; amount: Wei; royalty: Wei };

/** A block and what it did to the works, in the order of its logs. */
export interface BlockEvents {
  block: BlockRef;
  events: WorkEvent[];
}

/** Why a fold of the chain begins: the first time, on a chain that was replaced, after a reorg too deep to undo, or because a
 * second reading found what the first had missed.
 */
export type StartReason = 'first' | 'replaced' | 'finality-violated' | 'missed';

/** What the follower tells, in the order it must be applied. */
export type ChainEvent =
  /** A fold begins at the block of deployment. Whatever was known before is void. */
  | { type: 'start'; origin: BlockRef; reason: StartReason }
  /** A stretch of settled history up to and with `through`; only the blocks that carry events are listed. */
  | { type: 'backfill'; through: BlockRef; blocks: BlockEvents[] }
  /** The next block; its parent is the block told before it. */
  | ({ type: 'block'; parentHash: Hex } & BlockEvents)
  /** Every block after the ancestor is no longer part of the chain. */
  | { type: 'reorg'; ancestor: BlockRef }
  /** No reorg reaches this block or one before it. Told now and then. */
  | { type: 'finalized'; block: BlockRef }
  /** Everything up to the node's head has been told; from here on, events are news. Told once. */
  | { type: 'live'; head: BlockRef };

/** Where a follower goes on: what the state it feeds remembers. */
export interface ResumePoint {
  /** The block of deployment when the fold began; null before the first. */
  origin: BlockRef | null;
  /** The last blocks told, newest first and without a gap: as far back as the state can undo. */
  blocks: readonly BlockRef[];
}
