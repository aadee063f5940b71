import { EngineError, type Facts } from './engineError.js';

/**
 * An event does not follow from the state: an event before it was missed, or the contracts do not belong together.
 * The state is left as it was; cured by folding the chain again from the block of deployment.
 */
export class BrokenFold extends EngineError {
  readonly retryable = false;

  constructor(problem: string, facts: Facts) {
    super(`The state cannot follow the chain: ${problem}. Fold the chain again from the block of deployment.`, facts);
  }
}

/** A reorg goes back to a block that the state does not hold, so that it cannot be undone. */
export class UnknownAncestor extends EngineError {
  readonly retryable = false;

  constructor(number: number, hash: string, held: { oldest: number; newest: number } | null) {
    const window = held ? `blocks ${held.oldest} to ${held.newest}` : 'no block';
    super(
      `A reorg goes back to block ${number} (${hash}), and the state holds ${window}. Fold the chain again from the ` +
        'block of deployment.',
      { number, hash, oldest: held?.oldest ?? null, newest: held?.newest ?? null },
    );
  }
}

/** The store holds the works of other contracts, or of another chain. */
export class OtherChainStored extends EngineError {
  readonly retryable = false;

  constructor(file: string, stored: string, expected: string) {
    super(
      `${file} holds the works of ${stored}, and ${expected} is asked for. Correct the chain's configuration, or move ` +
        'the file away: it is made anew from the chain.',
      { file, stored, expected },
    );
  }
}

/** A store's file was written by another version of the engine. */
export class StoreVersionUnknown extends EngineError {
  readonly retryable = false;

  constructor(file: string, found: number, expected: number) {
    super(
      `${file} has schema version ${found}, and this engine reads version ${expected}. Use the engine that wrote it, or ` +
        'move the file away.',
      { file, found, expected },
    );
  }
}

/** A store's file or folder cannot be opened or written. */
export class StoreUnusable extends EngineError {
  readonly retryable = false;

  constructor(file: string, problem: string, cause?: unknown) {
    super(
      `The store ${file} cannot be opened: ${problem}. Check that its folder is writable and the disk not full.`,
      { file, problem },
      cause,
    );
  }
}

/** The disk would not take what was to be written. The store holds what it held before. */
export class StoreNotWritten extends EngineError {
  readonly retryable = true;

  constructor(file: string, isFull: boolean, problem: string, cause: unknown) {
    super(
      isFull
        ? `The disk that holds ${file} is full. Free some space: writing goes on by itself.`
        : `${file} could not be written: ${problem}. Look at the disk; writing is tried again.`,
      { file, isFull, problem },
      cause,
    );
  }
}

/** A store's file no longer makes sense. */
export class StoreDamaged extends EngineError {
  readonly retryable = false;

  constructor(file: string, problem: string, cause: unknown) {
    super(
      `${file} is damaged: ${problem}. What derives from the chain is made anew; for the rest, start again.`,
      { file, problem },
      cause,
    );
  }
}

/** A file could not be copied. An earlier copy in its place is untouched. */
export class BackupFailed extends EngineError {
  readonly retryable = true;

  constructor(file: string, to: string, problem: string, cause: unknown) {
    super(
      `${file} could not be backed up to ${to}: ${problem}. Check both names, and that the second's folder is writable and has space for it.`,
      { file, to, problem },
      cause,
    );
  }
}
