import type { Status } from '../protocol/messages.js';
import type { Hex } from '../protocol/primitives.js';

/**
 * Where the gallery's own knowledge is kept: what is not on the chain, and what no rebuild of the state touches. Methods
 * throw StoreNotWritten and StoreDamaged as those of the chain store do.
 */
export interface DeskStore {
  /** Notes how a screen is doing. A kill may lose the last notes; they come again. */
  recordScreen(screen: ScreenRecord): void;
  /** Every screen heard of lately, the last heard first. */
  screens(): ScreenRecord[];
  /** Writes the backup anew. */
  backUp(): void;
  close(): void;
}

/** What a screen said of itself when it was heard last. */
export interface ScreenRecord {
  /** The name it gave itself in `hello`. */
  client: string;
  work: number;
  seq: number;
  stateHash: Hex;
  phase: Status['phase'];
  /** Unix milliseconds. */
  seen: number;
}
