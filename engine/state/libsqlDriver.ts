import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { problemOf, type Sqlite, SqliteError } from './sqlite.js';

/** SQLite by the `libsql` package, whose binary comes with it. */
export function libsqlDriver(file: string, { readOnly } = { readOnly: false }): Sqlite {
  const db = told(() => new Database(readOnly ? `${pathToFileURL(file)}?mode=ro` : file));
  return {
    exec: (sql) => told(() => void db.exec(sql)),
    prepare(sql) {
      const statement = told(() => db.prepare(sql));
      return {
        run: (...values) => told(() => void statement.run(...values)),
        get: (...values) => told(() => statement.get(...values)),
        all: (...values) => told(() => statement.all(...values)),
      };
    },
    inTransaction: () => db.inTransaction,
    close: () => told(() => void db.close()),
  };
}

function told<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { rawCode, message } = error as { rawCode?: number; message: string };
    throw new SqliteError(problemOf(rawCode), message, error);
  }
}
