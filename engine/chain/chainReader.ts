import type { BlockRef, Hex } from '../protocol/primitives.js';
import type { BlockEvents, WorkEvent } from './chainEvent.js';

/** A block as its header states it. */
export interface Header extends BlockRef {
  parentHash: Hex;
  logsBloom: Hex;
  receiptsRoot: Hex;
  /** The hashes of its transactions. */
  transactions: readonly Hex[];
}

/**
 * What the follower asks of a node. Every answer is checked; each method throws ChainUnreachable, ChainThrottled or
 * ChainInconsistent.
 */
export interface ChainReader {
  head(): Promise<Header>;
  /** The newest block that the node calls final; null when it has no such notion. */
  finalized(): Promise<BlockRef | null>;
  blockAt(number: number): Promise<Header>;
  blockOf(hash: Hex): Promise<Header>;
  /** The events of a block, proven by its header. */
  events(header: Header): Promise<WorkEvent[]>;
  /**
   * A settled stretch of the chain; null when the node finds it too long.
   * @param isProven asks for every header of the stretch, and for the receipts of each block whose bloom may hold logs of
   *   the contracts, so that not one can be missing. Otherwise the logs are asked for twice and must agree
   */
  history(from: number, to: number, isProven: boolean): Promise<History | null>;
}

export interface History {
  /** The stretch's first block: whoever goes on from an earlier one must find that named as its parent. */
  first: Header;
  through: BlockRef;
  /** The blocks that carry events. */
  blocks: BlockEvents[];
}

/** How a node is called: each call waits for its turn and throws an engine's error. */
export interface Asking {
  ask<T>(call: () => Promise<T>): Promise<T>;
  /** Gives null for a failure that is an answer too. */
  askOrNull<T>(call: () => Promise<T>, isAnswer: (error: unknown) => boolean): Promise<T | null>;
}
