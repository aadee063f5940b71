import type { SqliteStatement } from '../sqlite.js';

/** One concern of the desk: tables of its own with a version of their own, so that no part need know of the others. */
export interface DeskPart<Store> {
  /** Names it in the file, for good. */
  name: string;
  /** SQL: the first makes its tables, each later one changes what those before it made and keeps what is there. */
  versions: readonly [string, ...string[]];
  open(file: DeskFile): Store;
}

/** The desk's file as a part sees it. */
export interface DeskFile {
  prepare(sql: string): SqliteStatement;
  /**
   * Runs writes as one transaction that is on the disk when it returns.
   * @throws StoreNotWritten, StoreDamaged
   */
  write(change: () => void): void;
  /** The same without the wait for the disk: a crash of the machine may lose the last ones. */
  writeLightly(change: () => void): void;
}
