import { problemOf, type Sqlite, SqliteError, type SqliteValue } from './sqlite.js';

/**
 * SQLite as Node brings it.
 * @throws SqliteError on a Node that brings none
 */
export function nodeSqliteDriver(file: string, { readOnly } = { readOnly: false }): Sqlite {
  const node = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined;
  if (!node) throw new SqliteError('other', `Node ${process.version} brings no SQLite`);
  const db = told(() => new node.DatabaseSync(file, { readOnly }));
  return {
    exec: (sql) => told(() => db.exec(sql)),
    prepare(sql) {
      const statement = told(() => db.prepare(sql));
      return {
        run: (...values) => told(() => void statement.run(...values)),
        get: (...values) => told(() => statement.get(...values)),
        all: (...values) => told(() => statement.all(...values)),
      };
    },
    inTransaction: () => db.isTransaction,
    close: () => told(() => db.close()),
  };
}

/** What is used of `node:sqlite`, which the types of the oldest Node this runs on do not have. */
interface NodeSqlite {
  DatabaseSync: new (file: string, options: { readOnly: boolean }) => NodeDatabase;
}

interface NodeDatabase {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): {
    run(...values: SqliteValue[]): unknown;
    get(...values: SqliteValue[]): unknown;
    all(...values: SqliteValue[]): unknown[];
  };
  close(): void;
}

function told<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { errcode, message } = error as { errcode?: number; message: string };
    throw new SqliteError(problemOf(errcode), message, error);
  }
}
