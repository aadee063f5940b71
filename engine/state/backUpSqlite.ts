import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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
    throw new BackupFailed(file, to, error instanceof Error ? error.message : String(error), error);
  }
}

function sync(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
