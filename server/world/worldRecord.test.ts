import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedParts, moveAside, type WorldRecord, writeWorldRecord } from './worldRecord.js';

const record: WorldRecord = {
  format: 'pentimento-world/1',
  contracts: 'c'.repeat(64),
  model: 'a'.repeat(64),
  manifest: 'f'.repeat(64),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a world made with the same parts has not changed', () => {
  writeWorldRecord(folder, record);
  expect(changedParts(folder, record)).toEqual([]);
});

test('every part that is other is named', () => {
  writeWorldRecord(folder, record);
  expect(changedParts(folder, { ...record, model: 'b'.repeat(64), manifest: 'e'.repeat(64) })).toEqual([
    'model',
    'manifest',
  ]);
});

test('a folder that holds nothing but a lock and what was moved aside has no world to change', () => {
  writeFileSync(join(folder, 'lock.db'), '');
  writeFileSync(join(folder, 'lock.db-journal'), '');
  mkdirSync(join(folder, 'moved-aside-2026-01-01T00-00-00.000Z'));
  expect(changedParts(folder, record)).toEqual([]);
});

test.each([
  ['no record', null],
  ['a record that is cut off', '{"format":"pentimento-w'],
  ['a record of another format', JSON.stringify({ ...record, format: 'pentimento-world/2' })],
])('a world with %s counts as made with other parts', (_, text) => {
  mkdirSync(join(folder, 'chain'));
  if (text !== null) writeFileSync(join(folder, 'world.json'), text);
  expect(changedParts(folder, record)).toEqual(['contracts', 'model', 'manifest']);
});

test('moving aside takes everything but the lock and what was moved before', () => {
  writeWorldRecord(folder, record);
  mkdirSync(join(folder, 'chain'));
  writeFileSync(join(folder, 'chain/state.json'), '{}');
  writeFileSync(join(folder, 'desk.db'), '');
  writeFileSync(join(folder, 'lock.db'), '');
  mkdirSync(join(folder, 'moved-aside-earlier'));
  const aside = moveAside(folder, new Date('2026-11-22T11:30:00Z'));
  expect(aside).toBe(join(folder, 'moved-aside-2026-11-22T11-30-00.000Z'));
  expect(readdirSync(folder).sort()).toEqual([
    'lock.db',
    'moved-aside-2026-11-22T11-30-00.000Z',
    'moved-aside-earlier',
  ]);
  expect(readdirSync(aside).sort()).toEqual(['chain', 'desk.db', 'world.json']);
  expect(readFileSync(join(aside, 'chain/state.json'), 'utf8')).toBe('{}');
});
