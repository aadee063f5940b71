import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileProblem } from '../errors/fileProblem.js';
import { BackupFailed } from '../errors/stateErrors.js';
import { isWhole } from './openSqlite.js';
import { sqliteDriver } from './sqliteDriver.js';

/**
 * Copies a SQLite file as it is at one moment, also while another process writes it: the copy is made over a connection
 * that only reads. What was in `to` before stays there until the copy is whole and on the disk.
 * @throws BackupFailed
 */
export function backUpSqlite(file: string, to: string, driver = sqliteDriver): void {
  const part = `${to}.part`;
  try {
    if (isSameFile(file, to)) throw new Error('that is the file itself');
    rmSync(part, { force: true });
    const db = driver(resolve(file), { readOnly: true });
    try {
      db.exec(`VACUUM INTO '${part.replaceAll("'", "''")}'`);
    } finally {
      db.close();
    }
    if (!isWhole(part, driver)) throw new Error('the copy is damaged');
    sync(part);
    renameSync(part, to);
    sync(dirname(resolve(to)));
  } catch (error) {
    rmSync(part, { force: true });
    throw new BackupFailed(file, to, problemOf(error, file, to), error);
  }
}

/** SQLite says of a file that it could not open no more than that; the usual reasons are told by looking. */
function problemOf(error: unknown, file: string, to: string): string {
  if (!existsSync(file)) return `there is no ${basename(file)} in ${dirname(resolve(file))}`;
  if (!existsSync(dirname(resolve(to)))) return `there is no folder ${dirname(resolve(to))}`;
  return fileProblem(error);
}

/** Also by another name, such as a link's. */
function isSameFile(a: string, b: string): boolean {
  const [x, y] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }));
  return x !== undefined && y !== undefined && x.dev === y.dev && x.ino === y.ino;
}

function sync(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
