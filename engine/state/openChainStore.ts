import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreDamaged } from '../errors/stateErrors.js';
import type { ChainStore } from './chainStore.js';
import { type ChainFile, type ChainFileOptions, openChainFile } from './openChainFile.js';
import { removeSqlite } from './openSqlite.js';

/**
 * Opens `chain.db`. While the chain is folded anew, the new fold grows in `chain.db.next` and the old one stays as it is,
 * on disk too: a process that ends meanwhile shows the old one when it starts again. `publish` swaps them by a rename.
 * @throws OtherChainStored when the file holds the works of other contracts
 * @throws StoreVersionUnknown, StoreUnusable as `openSqlite` does
 */
export function openChainStore(options: ChainFileOptions): ChainStore {
  const { file } = options;
  const isFile = file !== ':memory:';
  const next = isFile ? `${file}.next` : file;
  let served: ChainFile | null = openChainFile(options);
  // What is left of a fold that was not finished.
  removeSqlite(next);
  let folding: ChainFile | null = null;
  /** Whether `next` is to take the file's place before anything else. */
  let isSwapping = false;
  const serving = (): ChainFile => {
    if (served) return served;
    if (isSwapping) replaceFile(file, next);
    isSwapping = false;
    served = openChainFile(options);
    return served;
  };
  /** Why the fold that was begun is gone: nothing can be added to it until another is begun. */
  let lost: StoreDamaged | null = null;
  const written = (): ChainFile => {
    if (lost) throw lost;
    return folding ?? serving();
  };

  return {
    load: () => serving().load(),
    begin(epoch, origin, seq) {
      if (folding) {
        // In one transaction: where it fails, the fold that was begun before is still the one that goes on.
        try {
          folding.begin(epoch, origin, seq);
          return;
        } catch (error) {
          if (!(error instanceof StoreDamaged)) throw error;
          letGo(folding);
          [folding, lost] = [null, error];
        }
      }
      if (!lost && !isWorthKeeping(serving())) {
        serving().begin(epoch, origin, seq);
        return;
      }
      removeSqlite(next);
      const fold = openChainFile({ ...options, file: next });
      try {
        fold.begin(epoch, origin, seq);
      } catch (error) {
        letGo(fold);
        throw error;
      }
      [folding, lost] = [fold, null];
    },
    publish() {
      if (lost) throw lost;
      if (folding) {
        const [old, fold] = [serving(), folding];
        fold.checkpoint();
        checkpointUnlessDamaged(old);
        // Each file is whole without its WAL now, so that the process may end at any moment of what follows.
        [folding, served, isSwapping] = [null, isFile ? null : fold, isFile];
        for (const left of isFile ? [old, fold] : [old]) letGo(left);
      }
      serving();
    },
    advance: (advance) => written().advance(advance),
    rollback: (ancestor, change) => written().rollback(ancestor, change),
    undoAfter: (number) => written().undoAfter(number),
    prune: (finalized) => written().prune(finalized),
    deltasAfter: (work, seq) => serving().deltasAfter(work, seq),
    stylesAt: (work, number) => serving().stylesAt(work, number),
    history: (work, index) => serving().history(work, index),
    sales: (work) => serving().sales(work),
    close() {
      folding?.close();
      served?.close();
    },
  };
}

/** A damaged file is left as it is until another takes its place. */
function isWorthKeeping(file: ChainFile): boolean {
  try {
    return file.hasWorks();
  } catch (error) {
    if (error instanceof StoreDamaged) return true;
    throw error;
  }
}

function checkpointUnlessDamaged(file: ChainFile): void {
  try {
    file.checkpoint();
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
  }
}

/** Closes a file of which nothing is needed any more. */
function letGo(file: ChainFile): void {
  try {
    file.close();
  } catch {
    // It costs a file handle.
  }
}

/**
 * Puts a file in another's place. The old one's WAL goes first: it would be played onto the new one. May be called again
 * when it failed.
 */
function replaceFile(file: string, next: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  if (existsSync(next)) renameSync(next, file);
  for (const suffix of ['-wal', '-shm']) rmSync(next + suffix, { force: true });
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
