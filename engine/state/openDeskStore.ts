import type { Hex } from '../protocol/primitives.js';
import { backUpSqlite } from './backUpSqlite.js';
import type { DeskStore, ScreenRecord } from './deskStore.js';
import { closeSqlite, inTransaction, openSqlite, type SqliteOptions } from './openSqlite.js';

export interface DeskStoreOptions extends Pick<SqliteOptions, 'file' | 'now' | 'onDamaged' | 'driver'> {
  /** Where its backup lies: what `backUp` writes, and what takes its place when it is damaged. */
  backup: string;
}

/** How many screens are remembered: the names are the screens' own choice, so there might be any number of them. */
export const SCREENS_KEPT = 1000;

/**
 * Opens `desk.db`.
 * @throws StoreVersionUnknown, StoreUnusable as `openSqlite` does
 */
export function openDeskStore(options: DeskStoreOptions): DeskStore {
  const { file, backup, driver } = options;
  const db = openSqlite({ ...options, schema: SCHEMA, version: VERSION, isDerived: false });
  const select = db.prepare('SELECT * FROM screens ORDER BY seen DESC, client');
  const known = db.prepare('SELECT 1 FROM screens WHERE client = ?');
  const upsert = db.prepare('INSERT OR REPLACE INTO screens VALUES (?, ?, ?, ?, ?, ?)');
  const forget = db.prepare(
    'DELETE FROM screens WHERE client IN (SELECT client FROM screens ORDER BY seen DESC LIMIT -1 OFFSET ?)',
  );

  return {
    recordScreen({ client, work, seq, stateHash, phase, seen }) {
      const isNew = known.get(client) === undefined;
      // Screens speak every few seconds: their notes survive a kill, but are not worth a wait for the disk each.
      db.exec('PRAGMA synchronous = NORMAL');
      try {
        inTransaction(db, file, () => {
          upsert.run(client, work, seq, stateHash, phase, seen);
          if (isNew) forget.run(SCREENS_KEPT);
        });
      } finally {
        db.exec('PRAGMA synchronous = FULL');
      }
    },
    screens: () =>
      (select.all() as ScreenRow[]).map(
        ({ client, work, seq, state_hash, phase, seen }): ScreenRecord => ({
          client,
          work,
          seq,
          stateHash: state_hash,
          phase,
          seen,
        }),
      ),
    backUp: () => backUpSqlite(file, backup, driver),
    close: () => closeSqlite(db),
  };
}

const VERSION = 1;

const SCHEMA = `
  CREATE TABLE screens (
    client TEXT PRIMARY KEY, work INTEGER NOT NULL, seq INTEGER NOT NULL, state_hash TEXT NOT NULL,
    phase TEXT NOT NULL, seen INTEGER NOT NULL
  ) STRICT`;

interface ScreenRow extends Omit<ScreenRecord, 'stateHash'> {
  state_hash: Hex;
}
