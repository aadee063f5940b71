import { libsqlDriver } from './libsqlDriver.js';
import { nodeSqliteDriver } from './nodeSqliteDriver.js';
import type { SqliteDriver } from './sqlite.js';

/** The SQLite of this process: Node's own where Node brings one, else `libsql`. Both read each other's files. */
export const sqliteDriver: SqliteDriver = process.getBuiltinModule('node:sqlite') ? nodeSqliteDriver : libsqlDriver;
