import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataFolder } from './lockDataFolder.js';
import { DataFolderInUse, DataFolderUnusable } from './startErrors.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'pentimento-lock-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

test('a folder is made, locked for one, and free again once let go of', () => {
  const folder = join(parent, 'data', 'here');
  const release = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
  release();
  lockDataFolder(folder)();
});

test('what cannot be a folder is refused with words', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  expect(() => lockDataFolder(file)).toThrow(DataFolderUnusable);
});
