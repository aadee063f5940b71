import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUse, FolderUnusable } from '../errors/lockErrors.js';
import { lockFolder } from './lockFolder.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'pentimento-lock-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

test('a folder is made, locked for one, and free again once let go of', () => {
  const folder = join(parent, 'data', 'here');
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  release();
  lockFolder(folder)();
});

test('what cannot be a folder is refused with words', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  expect(() => lockFolder(file)).toThrow(FolderUnusable);
  expect(() => lockFolder(file)).toThrow(`The data folder ${file} cannot be used: it is no folder. Make it writable`);
});

test('where no folder can be made, nobody waits for one', () => {
  expect(() => lockFolder('/proc/pentimento/data')).toThrow('it is not there and cannot be made');
});
