import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { StoreUnusable, StoreVersionUnknown } from '../errors/stateErrors.js';

export interface SqliteOptions {
  /** Path of the file, or `:memory:`. */
  file: string;
  /** Creates every table; run on an empty file. */
  schema: string;
  /** The schema's version, kept in the file. */
  version: number;
  now: () => Date;
  /** Told when a damaged file was moved aside and an empty one took its place. */
  onDamaged: (movedTo: string, problem: string) => void;
}

/**
 * Opens a SQLite file as its only connection: it reads, writes and checkpoints alone, in one thread, because the SQLite
 * inside libsql can corrupt a WAL that two connections write. A commit is on the disk when it returns.
 * @throws StoreVersionUnknown when another version of the engine wrote the file
 * @throws StoreUnusable when it can be neither opened nor made
 */
export function openSqlite({ file, schema, version, now, onDamaged }: SqliteOptions): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const damage = damageOf(file);
    if (damage !== null) onDamaged(moveAside(file, now()), damage);
    const db = new Database(file);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    const found = versionOf(db);
    if (found === 0) db.exec(`BEGIN IMMEDIATE; ${schema}; PRAGMA user_version = ${version}; COMMIT`);
    else if (found !== version) {
      db.close();
      throw new StoreVersionUnknown(file, found, version);
    }
    return db;
  } catch (error) {
    if (error instanceof StoreVersionUnknown) throw error;
    throw new StoreUnusable(file, error instanceof Error ? error.message : String(error), error);
  }
}

/** Runs writes as one transaction: all of them or, when one throws, none. */
export function inTransaction(db: Database.Database, write: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    write();
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Closes the connection and leaves all data in the file itself: a prepared statement keeps libsql's WAL open. */
export function closeSqlite(db: Database.Database): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** What is wrong with an existing file, or null. */
function damageOf(file: string): string | null {
  if (file === ':memory:' || !existsSync(file)) return null;
  const db = new Database(file);
  try {
    const [row] = db.pragma('quick_check') as { quick_check: string }[];
    return row?.quick_check === 'ok' ? null : (row?.quick_check ?? 'quick_check gave no answer');
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT')) return message;
    throw error;
  } finally {
    db.close();
  }
}

/** Keeps the file for people to look at. Its WAL goes with it: played onto another file it would damage that too. */
function moveAside(file: string, now: Date): string {
  const movedTo = `${file}.damaged-${now.toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, movedTo + suffix);
  }
  return movedTo;
}

function versionOf(db: Database.Database): number {
  const [row] = db.pragma('user_version') as { user_version: number }[];
  return row?.user_version ?? 0;
}
