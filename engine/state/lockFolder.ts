import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileProblem } from '../errors/fileProblem.js';
import { FolderInUse, FolderUnusable } from '../errors/lockErrors.js';
import { SqliteError } from './sqlite.js';
import { sqliteDriver } from './sqliteDriver.js';

/**
 * Makes a folder this process's own: stores and chain in it have one writer each. The lock is SQLite's on an
 * empty file, so that the system lets go of it however the process ends.
 * @returns what lets go of it
 * @throws FolderInUse, FolderUnusable
 */
export function lockFolder(folder: string): () => void {
  try {
    makeFolder(resolve(folder));
    const lock = sqliteDriver(join(folder, 'lock.db'));
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    if (error instanceof SqliteError && error.problem === 'busy') throw new FolderInUse(folder);
    throw new FolderUnusable(folder, problemOf(folder, error), error);
  }
}

function problemOf(folder: string, error: unknown): string {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return 'it is not there and cannot be made';
  if (!found.isDirectory()) return 'it is no folder';
  return error instanceof SqliteError ? 'no file can be written in it, or its disk is full' : fileProblem(error);
}

/** One folder after another: asked for all of them at once, Node 20 tries for ever where none can be made, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
