import type { ResumePoint } from '../chain/chainEvent.js';
import type { Delta } from '../protocol/messages.js';
import type { BlockRef, Hex } from '../protocol/primitives.js';
import type { Work } from './work.js';

/**
 * Where the state is kept. Everything in it derives from the chain. Each method that writes is one transaction: after a
 * kill at any moment the store holds all of it or nothing.
 */
export interface ChainStore {
  /** What the store holds; null before the first `begin`. */
  load(): StoredState | null;
  /** Forgets everything and begins a fold. */
  begin(epoch: string, origin: BlockRef): void;
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
  /** Every style a token had, in order. */
  history(work: number, index: number): StyleRecord[];
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
}

/** How to take one block back. */
export interface Undo {
  number: number;
  /** The works the block changed, as they were before it. Their records never change, so they are left out. */
  works: { work: number; before: Omit<Work, 'record'> | null }[];
}

/** A style a token had, from a block on. */
export interface StyleRecord {
  work: number;
  index: number;
  block: BlockRef;
  /** The event's place among the block's events, so that two restyles in one block keep their order. */
  position: number;
  by: Hex;
  word: Hex;
}
