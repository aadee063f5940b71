import { StoreVersionUnknown } from '../errors/stateErrors.js';
import type { Group } from '../protocol/desk.js';
import type { Playlist } from '../protocol/playlist.js';
import { backUpSqlite } from './backUpSqlite.js';
import { decisionPart } from './desk/decisionStore.js';
import type { DeskFile, DeskPart } from './desk/deskPart.js';
import { documentPart } from './desk/documentStore.js';
import { playPart } from './desk/playStore.js';
import { screenPart } from './desk/screenStore.js';
import { sessionPart } from './desk/sessionStore.js';
import { statusPart } from './desk/statusStore.js';
import type { DeskStore } from './deskStore.js';
import { closeSqlite, inTransaction, openSqlite, type SqliteOptions } from './openSqlite.js';
import type { Sqlite } from './sqlite.js';

export interface DeskStoreOptions extends Pick<SqliteOptions, 'file' | 'now' | 'onDamaged' | 'driver'> {
  /** Where its backup lies: what `backUp` writes, and what takes its place when it is damaged. */
  backup: string;
}

/**
 * Opens `desk.db`, and brings what an older engine wrote to this one's schema.
 * @throws StoreVersionUnknown, StoreUnusable as `openSqlite` does
 */
export function openDeskStore(options: DeskStoreOptions): DeskStore {
  const { file, backup, driver } = options;
  const db = openSqlite({ ...options, schema: SCHEMA, version: VERSION, upgrades: UPGRADES, isDerived: false });
  const desk: DeskFile = {
    prepare: (sql) => db.prepare(sql),
    write: (change) => inTransaction(db, file, change),
    writeLightly(change) {
      db.exec('PRAGMA synchronous = NORMAL');
      try {
        inTransaction(db, file, change);
      } finally {
        db.exec('PRAGMA synchronous = FULL');
      }
    },
  };
  const open = <Store>(part: DeskPart<Store>) => openPart(part, db, desk, file);
  try {
    return {
      statuses: open(statusPart),
      sessions: open(sessionPart),
      screens: open(screenPart),
      playlists: open(documentPart<Playlist>('playlists')),
      groups: open(documentPart<Group>('groups')),
      plays: open(playPart),
      decisions: open(decisionPart),
      backUp: async () => backUpSqlite(file, backup, driver),
      close: async () => closeSqlite(db),
    };
  } catch (error) {
    closeSqlite(db);
    throw error;
  }
}

/** What every desk has; the rest is its parts'. */
const SCHEMA = 'CREATE TABLE parts (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT';
const VERSION = 2;

/** Version 1 had no parts, and one table: what is now the first version of the statuses. */
const UPGRADES = {
  1: `ALTER TABLE screens RENAME TO statuses; ${SCHEMA}; INSERT INTO parts VALUES ('statuses', 1)`,
};

function openPart<Store>({ name, versions, open }: DeskPart<Store>, db: Sqlite, desk: DeskFile, file: string): Store {
  const row = db.prepare('SELECT version FROM parts WHERE name = ?').get(name) as { version: number } | undefined;
  const found = row?.version ?? 0;
  if (found > versions.length) throw new StoreVersionUnknown(`${file} (${name})`, found, versions.length);
  const missing = versions.slice(found);
  if (missing.length > 0)
    desk.write(() => {
      for (const sql of missing) db.exec(sql);
      db.prepare('INSERT OR REPLACE INTO parts VALUES (?, ?)').run(name, versions.length);
    });
  return open(desk);
}
