import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteDrivers } from '../../test/harness/sqliteDrivers.js';
import { SqliteError, type SqliteProblem } from './sqlite.js';
import { sqliteDriver } from './sqliteDriver.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-sqlite-'));
  file = join(folder, 'some.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The problem that a call is refused with. */
function problemOfCall(call: () => unknown): SqliteProblem {
  try {
    call();
  } catch (error) {
    if (error instanceof SqliteError) return error.problem;
    throw error;
  }
  throw new Error('expected SQLite to refuse');
}

test('the SQLite of this process is the last that its Node can run', () => {
  expect(sqliteDriver).toBe(sqliteDrivers.at(-1)?.[1]);
});

describe.each(sqliteDrivers)('%s', (_, driver) => {
  it('gives back what was written, row by row', () => {
    const db = driver(file);
    db.exec('CREATE TABLE t (n INTEGER, s TEXT, b BLOB)');
    const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?)');
    insert.run(2 ** 52, 'été 🌒', new Uint8Array([0, 255]));
    insert.run(-1, null, null);
    const rows = db.prepare('SELECT * FROM t').all() as { n: number; s: string; b: ArrayBuffer | null }[];
    expect(rows.map(({ n, s, b }) => [n, s, b && [...new Uint8Array(b)]])).toEqual([
      [2 ** 52, 'été 🌒', [0, 255]],
      [-1, null, null],
    ]);
    expect(db.prepare('SELECT s FROM t WHERE n = ?').get(-1)).toMatchObject({ s: null });
    expect(db.prepare('SELECT s FROM t WHERE n = ?').get(7)).toBeUndefined();
    db.close();
  });

  it('knows whether a transaction is open, and takes its writes back', () => {
    const db = driver(file);
    db.exec('CREATE TABLE t (n INTEGER); BEGIN IMMEDIATE');
    db.exec('INSERT INTO t VALUES (1)');
    expect(db.inTransaction()).toBe(true);
    db.exec('ROLLBACK');
    expect([db.inTransaction(), db.prepare('SELECT n FROM t').all()]).toEqual([false, []]);
    db.close();
  });

  it('names a full file, and goes on once there is space', () => {
    const db = driver(file);
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (s TEXT); PRAGMA max_page_count = 4');
    const insert = db.prepare('INSERT INTO t VALUES (?)');
    expect(problemOfCall(() => insert.run('x'.repeat(50_000)))).toBe('full');
    db.exec('PRAGMA max_page_count = 1000');
    insert.run('x'.repeat(50_000));
    expect(db.prepare('SELECT length(s) AS n FROM t').all()).toMatchObject([{ n: 50_000 }]);
    db.close();
  });

  it('names a file that is none of SQLite’s, one that is locked, and one that cannot be made', () => {
    writeFileSync(file, 'not a database '.repeat(1000));
    const broken = driver(file);
    expect(problemOfCall(() => broken.prepare('PRAGMA quick_check').get())).toBe('damaged');
    broken.close();
    const other = join(folder, 'other.db');
    const [one, two] = [driver(other), driver(other)];
    one.exec('BEGIN EXCLUSIVE');
    expect(problemOfCall(() => two.exec('BEGIN EXCLUSIVE'))).toBe('busy');
    one.close();
    two.close();
    expect(() => driver(join(folder, 'nowhere', 'x.db'))).toThrow(SqliteError);
  });

  it('reads a file that is being written, and neither writes nor makes one, when asked for reading alone', () => {
    const db = driver(file);
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)');
    const reader = driver(file, { readOnly: true });
    expect(reader.prepare('SELECT n FROM t').all()).toMatchObject([{ n: 7 }]);
    expect(problemOfCall(() => reader.exec('INSERT INTO t VALUES (8)'))).toBe('io');
    reader.close();
    db.close();
    expect(() => driver(join(folder, 'nowhere.db'), { readOnly: true })).toThrow(SqliteError);
    expect(existsSync(join(folder, 'nowhere.db'))).toBe(false);
  });

  it.each(sqliteDrivers)('leaves a file that %s goes on with', (_, other) => {
    const db = driver(file);
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)');
    db.close();
    const again = other(file);
    again.exec('INSERT INTO t VALUES (8)');
    expect(again.prepare('SELECT n FROM t').all()).toMatchObject([{ n: 7 }, { n: 8 }]);
    again.close();
  });
});
