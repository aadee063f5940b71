import type { ResumePoint } from '../chain/chainEvent.js';
import type { Delta } from '../protocol/messages.js';
import type { BlockRef, Hex, Wei } from '../protocol/primitives.js';
import type { Work } from './work.js';

/**
 * Where the state is kept. Everything in it derives from the chain. Each method that writes is one transaction: after a
 * kill at any moment the store holds all of it or nothing. Every method throws StoreNotWritten where the disk is full or
 * fails, and StoreDamaged where the file no longer makes sense.
 */
export interface ChainStore {
  /** What the store holds; null before the first `begin`. */
  load(): StoredState | null;
  /**
   * Begins a fold. What was held before stays, is what `load` and the reading methods tell, and gives way at `publish`;
   * where it has no works, it gives way at once.
   * @param seq the clock, which never falls
   */
  begin(epoch: string, origin: BlockRef, seq: number): void;
  /** Lets what was folded since `begin` take the place of what was held before. May be called again after it threw. */
  publish(): void;
  /** Goes forward to a head. */
  advance(advance: Advance): void;
  /** Goes back to an ancestor: its later blocks, their undo records and their history are gone. */
  rollback(ancestor: BlockRef, change: Change): void;
  /** The undo records of the blocks after a number, newest first. */
  undoAfter(number: number): Undo[];
  /** Forgets what only a reorg to before this block would need, and all but each work's last deltas. */
  prune(finalized: number): void;
  /** The deltas of a work after a clock, in order; those pruned are missing. */
  deltasAfter(work: number, seq: number): Delta[];
  /** The style of each of a work's tokens at the end of a block, by index; those without one yet are missing. */
  stylesAt(work: number, number: number): StyleRecord[];
  /** Every style a token had, in order. */
  history(work: number, index: number): StyleRecord[];
  /** Every sale of a work's tokens, in order. */
  sales(work: number): SaleRecord[];
  close(): void;
}

export interface StoredState extends ResumePoint {
  origin: BlockRef;
  epoch: string;
  /** The engine's clock. */
  seq: number;
  works: { work: Work /** The clock of the work's last delta. */; seq: number }[];
}

/** How works change, and what screens are told of it. */
export interface Change {
  /** The engine's clock after it. */
  seq: number;
  works: ChangedWork[];
  deltas: Delta[];
}

export interface ChangedWork {
  work: number;
  /** Null for a work that this creates. */
  before: Work | null;
  /** Null for a work whose creation this takes back. */
  after: Work | null;
  /** The clock of the work's last delta after it. */
  seq: number;
}

export interface Advance extends Change {
  head: BlockRef;
  /** Whether no reorg can reach the head, so that older blocks and undo records are of no use. */
  settled: boolean;
  undo: Undo | null;
  styles: StyleRecord[];
  sales: SaleRecord[];
}

/** How to take one block back. */
export interface Undo {
  number: number;
  /** The works the block changed, as they were before it. Their records never change, so they are left out. */
  works: { work: number; before: Omit<Work, 'record'> | null }[];
}

/** Where in the chain something happened to a token. */
export interface RecordPlace {
  work: number;
  index: number;
  block: BlockRef;
  /** The event's place among the block's events, so that two of a token in one block keep their order. */
  position: number;
}

/** A style a token had, from a block on. */
export interface StyleRecord extends RecordPlace {
  by: Hex;
  word: Hex;
}

/** A token bought at its price or won in an auction. */
export interface SaleRecord extends RecordPlace {
  seller: Hex;
  buyer: Hex;
  price: Wei;
  /** The part of the price that is not the seller's. */
  royalty: Wei;
}
