import { type Sqlite, type SqliteDriver, SqliteError } from '../../engine/state/sqlite.js';

/** What goes wrong at one call of SQLite: it fails without effect, or the process ends just before or just after it. */
export type SqliteFault = 'full' | 'io' | 'crash before' | 'crash after';

const ENDED = new SqliteError('other', 'the process has ended');

export interface FaultySqlite {
  driver: SqliteDriver;
  /** How many calls there were. */
  calls(): number;
  crashed(): boolean;
}

/**
 * A SQLite that one call of goes wrong. After a crash it answers nothing more: open the file with another.
 * @param at  the call, counted from 0 over opening, preparing, running, reading and closing; null for none
 */
export function faultySqlite(driver: SqliteDriver, at: number | null, fault: SqliteFault): FaultySqlite {
  const opened: Sqlite[] = [];
  let count = 0;
  let crashed = false;
  const crash = () => {
    crashed = true;
    // The locks and the open transaction of a process end with it.
    for (const db of opened) {
      if (db.inTransaction()) db.exec('ROLLBACK');
      db.close();
    }
    throw ENDED;
  };
  const call = <T>(real: () => T): T => {
    if (crashed) throw ENDED;
    const isDue = count++ === at;
    if (isDue && (fault === 'full' || fault === 'io')) throw new SqliteError(fault, `call ${at} was made to fail`);
    if (isDue && fault === 'crash before') crash();
    const answer = real();
    if (isDue) crash();
    return answer;
  };
  const open: SqliteDriver = (file, options) => {
    const db = call(() => driver(file, options));
    opened.push(db);
    return {
      // It is the process that crashes here, not the machine: the disk need not be waited for.
      exec: (sql) => call(() => db.exec(sql.replace('synchronous = FULL', 'synchronous = OFF'))),
      prepare(sql) {
        const statement = call(() => db.prepare(sql));
        return {
          run: (...values) => call(() => statement.run(...values)),
          get: (...values) => call(() => statement.get(...values)),
          all: (...values) => call(() => statement.all(...values)),
        };
      },
      inTransaction: () => !crashed && db.inTransaction(),
      close: () =>
        call(() => {
          opened.splice(opened.indexOf(db), 1);
          db.close();
        }),
    };
  };
  return { driver: open, calls: () => count, crashed: () => crashed };
}
