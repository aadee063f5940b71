import { type SqliteDriver, SqliteError } from '../../engine/state/sqlite.js';

/** A SQLite that now and then runs out of disk in the middle of a transaction, with some of its rows written. */
export function fullDisk(driver: SqliteDriver, isFull: () => boolean): SqliteDriver {
  return (file, options) => {
    const db = driver(file, options);
    return {
      ...db,
      prepare(sql) {
        const statement = db.prepare(sql);
        return {
          ...statement,
          run: (...values) => {
            if (db.inTransaction() && isFull()) throw new SqliteError('full', 'database or disk is full');
            statement.run(...values);
          },
        };
      },
    };
  };
}
