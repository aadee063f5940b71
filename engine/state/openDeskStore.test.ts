import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteDrivers } from '../../test/harness/sqliteDrivers.js';
import { StoreVersionUnknown } from '../errors/stateErrors.js';
import { backUpSqlite } from './backUpSqlite.js';
import { STATUSES_KEPT, type StatusRecord } from './desk/statusStore.js';
import { openDeskStore } from './openDeskStore.js';

const screen = (client: string, seen: number): StatusRecord => ({
  client,
  work: 1,
  seq: 4,
  stateHash: `0x${'ab'.repeat(32)}`,
  phase: 'showing',
  seen,
});

describe.each(sqliteDrivers)('openDeskStore on %s', (_, driver) => {
  let folder: string;
  let file: string;
  const damaged: [string, boolean][] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pentimento-desk-'));
    file = join(folder, 'desk.db');
    damaged.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = (at = file) =>
    openDeskStore({
      file: at,
      backup: join(folder, 'desk.backup.db'),
      driver,
      now: () => new Date(0),
      onDamaged: (movedTo, _problem, restored) => damaged.push([movedTo, restored]),
    });

  it('remembers what each screen said last, the last heard first', async () => {
    const desk = open();
    await desk.statuses.record(screen('hall', 1));
    await desk.statuses.record(screen('foyer', 2));
    await desk.statuses.record({ ...screen('hall', 3), phase: 'failed' });
    await desk.close();
    const again = open();
    expect(await again.statuses.all()).toEqual([{ ...screen('hall', 3), phase: 'failed' }, screen('foyer', 2)]);
    await again.close();
  });

  it('forgets the screens heard of longest ago when there are too many', async () => {
    const desk = open(':memory:');
    for (let seen = 0; seen <= STATUSES_KEPT; seen++) await desk.statuses.record(screen(`screen ${seen}`, seen));
    const names = (await desk.statuses.all()).map(({ client }) => client);
    expect(names).toHaveLength(STATUSES_KEPT);
    expect([names[0], names.at(-1)]).toEqual([`screen ${STATUSES_KEPT}`, 'screen 1']);
    await desk.close();
  });

  it('is restored from its last backup when it was damaged, and says so', async () => {
    const desk = open();
    await desk.statuses.record(screen('hall', 1));
    await desk.backUp();
    await desk.statuses.record(screen('foyer', 2));
    await desk.close();
    writeFileSync(file, 'not a database '.repeat(1000));
    const again = open();
    expect(await again.statuses.all()).toEqual([screen('hall', 1)]);
    expect(damaged).toEqual([[`${file}.aside-1970-01-01T00-00-00.000Z`, true]]);
    await again.close();
  });

  it.each([
    ['there is no backup', () => undefined],
    ['its backup is damaged as well', () => writeFileSync(join(folder, 'desk.backup.db'), 'not '.repeat(3000))],
  ])('begins empty when %s', async (_, spoil) => {
    await open().close();
    spoil();
    writeFileSync(file, 'not a database '.repeat(1000));
    const desk = open();
    expect([await desk.statuses.all(), damaged]).toEqual([[], [[expect.any(String), false]]]);
    await desk.close();
  });

  it('is backed up as it is while it is open, and a backup that fails leaves the last one', async () => {
    const desk = open();
    await desk.statuses.record(screen('hall', 1));
    const copy = join(folder, "a copy's.db");
    backUpSqlite(file, copy, driver);
    await desk.statuses.record(screen('foyer', 2));
    expect(() => backUpSqlite(join(folder, 'nowhere.db'), copy, driver)).toThrow('there is no nowhere.db in');
    expect(() => backUpSqlite(file, join(folder, 'nowhere', 'copy.db'), driver)).toThrow('there is no folder');
    mkdirSync(join(folder, 'taken'));
    expect(() => backUpSqlite(file, join(folder, 'taken'), driver)).toThrow('it is a folder');
    expect(existsSync(join(folder, 'taken.part'))).toBe(false);
    symlinkSync(file, join(folder, 'link.db'));
    for (const itself of [file, join(folder, 'link.db')]) {
      expect(() => backUpSqlite(file, itself, driver)).toThrow('that is the file itself');
    }
    await desk.close();
    const restored = open(copy);
    expect([await restored.statuses.all(), existsSync(`${copy}.part`)]).toEqual([[screen('hall', 1)], false]);
    await restored.close();
    expect(readdirSync(folder)).not.toContain('nowhere.db');
  });

  it('keeps what a desk of the first version knew', async () => {
    const old = driver(file);
    old.exec(`CREATE TABLE screens (
      client TEXT PRIMARY KEY, work INTEGER NOT NULL, seq INTEGER NOT NULL, state_hash TEXT NOT NULL,
      phase TEXT NOT NULL, seen INTEGER NOT NULL
    ) STRICT; PRAGMA user_version = 1`);
    const { client, work, seq, stateHash, phase, seen } = screen('hall', 1);
    old.prepare('INSERT INTO screens VALUES (?, ?, ?, ?, ?, ?)').run(client, work, seq, stateHash, phase, seen);
    old.close();
    for (let opening = 1; opening <= 2; opening++) {
      const desk = open();
      expect(await desk.statuses.all()).toEqual([screen('hall', 1)]);
      await desk.close();
    }
    expect(damaged).toEqual([]);
  });

  it('is left alone when a newer engine wrote one of its parts', async () => {
    await open().close();
    const newer = driver(file);
    newer.exec("UPDATE parts SET version = 99 WHERE name = 'sessions'; INSERT INTO parts VALUES ('unheard of', 1)");
    newer.close();
    expect(() => open()).toThrow(StoreVersionUnknown);
  });
});
