import { libsqlDriver } from '../../engine/state/libsqlDriver.js';
import { nodeSqliteDriver } from '../../engine/state/nodeSqliteDriver.js';
import type { SqliteDriver } from '../../engine/state/sqlite.js';

/** Every SQLite that this Node can run, for `describe.each`. `npm test` runs the stores on a Node that has both. */
export const sqliteDrivers: [string, SqliteDriver][] = [
  ['libsql', libsqlDriver],
  ...(process.getBuiltinModule('node:sqlite') ? [['node:sqlite', nodeSqliteDriver] as [string, SqliteDriver]] : []),
];
