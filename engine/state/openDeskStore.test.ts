import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteDrivers } from '../../test/harness/sqliteDrivers.js';
import { BackupFailed } from '../errors/stateErrors.js';
import { backUpSqlite } from './backUpSqlite.js';
import type { ScreenRecord } from './deskStore.js';
import { openDeskStore, SCREENS_KEPT } from './openDeskStore.js';

const screen = (client: string, seen: number): ScreenRecord => ({
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

  it('remembers what each screen said last, the last heard first', () => {
    const desk = open();
    desk.recordScreen(screen('hall', 1));
    desk.recordScreen(screen('foyer', 2));
    desk.recordScreen({ ...screen('hall', 3), phase: 'failed' });
    desk.close();
    const again = open();
    expect(again.screens()).toEqual([{ ...screen('hall', 3), phase: 'failed' }, screen('foyer', 2)]);
    again.close();
  });

  it('forgets the screens heard of longest ago when there are too many', () => {
    const desk = open(':memory:');
    for (let seen = 0; seen <= SCREENS_KEPT; seen++) desk.recordScreen(screen(`screen ${seen}`, seen));
    const names = desk.screens().map(({ client }) => client);
    expect(names).toHaveLength(SCREENS_KEPT);
    expect([names[0], names.at(-1)]).toEqual([`screen ${SCREENS_KEPT}`, 'screen 1']);
    desk.close();
  });

  it('is restored from its last backup when it was damaged, and says so', () => {
    const desk = open();
    desk.recordScreen(screen('hall', 1));
    desk.backUp();
    desk.recordScreen(screen('foyer', 2));
    desk.close();
    writeFileSync(file, 'not a database '.repeat(1000));
    const again = open();
    expect(again.screens()).toEqual([screen('hall', 1)]);
    expect(damaged).toEqual([[`${file}.aside-1970-01-01T00-00-00.000Z`, true]]);
    again.close();
  });

  it.each([
    ['there is no backup', () => undefined],
    ['its backup is damaged as well', () => writeFileSync(join(folder, 'desk.backup.db'), 'not '.repeat(3000))],
  ])('begins empty when %s', (_, spoil) => {
    open().close();
    spoil();
    writeFileSync(file, 'not a database '.repeat(1000));
    const desk = open();
    expect([desk.screens(), damaged]).toEqual([[], [[expect.any(String), false]]]);
    desk.close();
  });

  it('is backed up as it is while it is open, and a backup that fails leaves the last one', () => {
    const desk = open();
    desk.recordScreen(screen('hall', 1));
    const copy = join(folder, "a copy's.db");
    backUpSqlite(file, copy, driver);
    desk.recordScreen(screen('foyer', 2));
    expect(() => backUpSqlite(join(folder, 'nowhere.db'), copy, driver)).toThrow(BackupFailed);
    expect(() => backUpSqlite(file, join(folder, 'nowhere', 'copy.db'), driver)).toThrow(BackupFailed);
    symlinkSync(file, join(folder, 'link.db'));
    for (const itself of [file, join(folder, 'link.db')]) {
      expect(() => backUpSqlite(file, itself, driver)).toThrow('that is the file itself');
    }
    desk.close();
    const restored = open(copy);
    expect([restored.screens(), existsSync(`${copy}.part`)]).toEqual([[screen('hall', 1)], false]);
    restored.close();
    expect(readdirSync(folder)).not.toContain('nowhere.db');
  });
});
