/** What the stores ask of SQLite, whichever library brings it. Every method throws SqliteError and nothing else. */
export interface Sqlite {
  /** Runs statements that answer nothing. */
  exec(sql: string): void;
  /** Kept and used again: a statement prepared per call grows memory until the event loop turns. */
  prepare(sql: string): SqliteStatement;
  inTransaction(): boolean;
  close(): void;
}

export interface SqliteStatement {
  run(...values: SqliteValue[]): void;
  /** The first row by column, or undefined. */
  get(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}

/** A text with a NUL is cut there by some: texts of people are kept inside JSON. A blob is read as bytes or a buffer. */
export type SqliteValue = string | number | null | Uint8Array;

/** Opens a file, made if there is none, or `:memory:`. One that is read only is neither made nor written. */
export type SqliteDriver = (file: string, options?: { readOnly: boolean }) => Sqlite;

/** Why SQLite refused, as far as it matters to anyone. */
export type SqliteProblem = 'full' | 'io' | 'damaged' | 'busy' | 'other';

/** SQLite refused. */
export class SqliteError extends Error {
  constructor(
    readonly problem: SqliteProblem,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'SqliteError';
  }
}

/** The problem that a result code names (sqlite.org/rescode.html), extended or not. */
export function problemOf(resultCode: number | undefined): SqliteProblem {
  switch ((resultCode ?? 0) & 0xff) {
    case 13:
      return 'full';
    case 8:
    case 10:
    case 14:
      return 'io';
    case 11:
    case 26:
      return 'damaged';
    case 5:
      return 'busy';
    default:
      return 'other';
  }
}
