import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { EngineError } from '../errors/engineError.js';
import { StoreDamaged, StoreNotWritten, StoreUnusable, StoreVersionUnknown } from '../errors/stateErrors.js';
import { type Sqlite, type SqliteDriver, SqliteError } from './sqlite.js';
import { sqliteDriver } from './sqliteDriver.js';

export interface SqliteOptions {
  /** Path of the file, or `:memory:`. */
  file: string;
  /** Creates every table; run on an empty file. */
  schema: string;
  /** The schema's version, kept in the file. */
  version: number;
  /** By older version: what leads from it to the next and keeps what is there. A version without one is refused. */
  upgrades?: Record<number, string>;
  /** A copy of the file that takes its place when it is damaged. */
  backup?: string;
  /** Whether a file of an older version counts as a damaged one: true where everything in it can be had anew. */
  isDerived: boolean;
  now: () => Date;
  onDamaged: OnDamaged;
  /** A test's own. */
  driver?: SqliteDriver;
}

/** Told when a file that cannot be used was moved aside, and whether its backup took its place or an empty file. */
export type OnDamaged = (movedTo: string, problem: string, restored: boolean) => void;

/**
 * Opens a SQLite file as its only connection: it reads, writes and checkpoints alone, in one thread, because the SQLite
 * inside libsql can corrupt a WAL that two connections write. A commit is on the disk when it returns.
 * @throws StoreVersionUnknown when another version of the engine wrote the file
 * @throws StoreUnusable when it can be neither opened nor made
 */
export function openSqlite(options: SqliteOptions): Sqlite {
  const { file, backup, now, onDamaged, driver = sqliteDriver } = options;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const problem = problemWith(file, options, driver);
    if (problem !== null) {
      const movedTo = moveAside(file, now());
      const restored = backup !== undefined && isWhole(backup, driver);
      if (restored) copyFileSync(backup, file);
      onDamaged(movedTo, problem, restored);
    }
    const db = driver(file);
    try {
      prepareFile(db, options);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new StoreUnusable(file, error instanceof Error ? error.message : String(error), error);
  }
}

/**
 * Runs writes as one transaction: all of them or, when one throws, none.
 * @throws StoreNotWritten when the disk is full or fails, StoreDamaged when the file no longer makes sense
 */
export function inTransaction(db: Sqlite, file: string, write: () => void): void {
  try {
    // Of a transaction whose end failed as well.
    if (db.inTransaction()) db.exec('ROLLBACK');
    db.exec('BEGIN IMMEDIATE');
    write();
    db.exec('COMMIT');
  } catch (error) {
    rollBack(db);
    throw storeError(file, error);
  }
}

/** What a failure of SQLite means to whoever uses the store in the file; anything else as it is. */
export function storeError(file: string, error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error;
  if (error.problem === 'damaged') return new StoreDamaged(file, error.message, error);
  return new StoreNotWritten(file, error.problem === 'full', error.message, error);
}

/** Leaves all data in the file itself and closes it. */
export function closeSqlite(db: Sqlite): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** Removes a file with all that SQLite keeps beside it. */
export function removeSqlite(file: string): void {
  for (const name of filesOf(file)) rmSync(name, { force: true });
}

/** Whether SQLite's own quick check finds nothing wrong with a file. */
export function isWhole(file: string, driver: SqliteDriver = sqliteDriver): boolean {
  return existsSync(file) && damageOf(file, driver) === null;
}

function prepareFile(db: Sqlite, { file, schema, version, upgrades = {} }: SqliteOptions): void {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  const found = versionOf(db);
  if (found === version) return;
  const steps = found === 0 ? [schema] : stepsFrom(found, version, upgrades);
  if (!steps) throw new StoreVersionUnknown(file, found, version);
  inTransaction(db, file, () => db.exec(`${steps.join(';')}; PRAGMA user_version = ${version}`));
}

/** The upgrades from one version to another, or null when there is no such way. */
function stepsFrom(found: number, version: number, upgrades: Record<number, string>): string[] | null {
  if (found > version) return null;
  const steps = Array.from({ length: version - found }, (_, i) => upgrades[found + i]);
  return steps.every((step) => step !== undefined) ? steps : null;
}

const filesOf = (file: string) => [file, `${file}-wal`, `${file}-shm`];

/** SQLite itself ends a transaction only after some failures. */
function rollBack(db: Sqlite): void {
  try {
    if (db.inTransaction()) db.exec('ROLLBACK');
  } catch {
    // What made it fail is told already.
  }
}

/** Why an existing file must make way for another; null when it need not. */
function problemWith(file: string, { version, isDerived }: SqliteOptions, driver: SqliteDriver): string | null {
  if (file === ':memory:' || !existsSync(file)) return null;
  const damage = damageOf(file, driver);
  if (damage !== null || !isDerived) return damage;
  const db = driver(file);
  try {
    const found = versionOf(db);
    return found > 0 && found < version ? `it was written by an older engine (schema version ${found})` : null;
  } finally {
    db.close();
  }
}

/** What is wrong with an existing file, or null. */
function damageOf(file: string, driver: SqliteDriver): string | null {
  const db = driver(file);
  try {
    const row = db.prepare('PRAGMA quick_check').get() as { quick_check: string } | undefined;
    return row?.quick_check === 'ok' ? null : (row?.quick_check ?? 'quick_check gave no answer');
  } catch (error) {
    if (error instanceof SqliteError && error.problem === 'damaged') return error.message;
    throw error;
  } finally {
    db.close();
  }
}

/** Keeps the file for people to look at. Its WAL goes with it: played onto another file it would damage that too. */
function moveAside(file: string, now: Date): string {
  const movedTo = `${file}.aside-${now.toISOString().replaceAll(':', '-')}`;
  for (const name of filesOf(file)) {
    if (existsSync(name)) renameSync(name, name.replace(file, movedTo));
  }
  return movedTo;
}

function versionOf(db: Sqlite): number {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number } | undefined;
  return row?.user_version ?? 0;
}
