import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorTokenUnusable, openOperatorToken } from './operatorToken.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-token-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('is made once, for nobody else to read, and is the same ever after', () => {
  const first = openOperatorToken(null, folder);
  const file = join(folder, 'operator.token');
  expect(first).toEqual({ token: expect.stringMatching(/^[\w-]{32}$/), madeIn: file });
  expect(readFileSync(file, 'utf8')).toBe(`${first.token}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(openOperatorToken(null, folder)).toEqual({ token: first.token, madeIn: null });
});

test('that is given is used, and none is made', () => {
  expect(openOperatorToken('a token of sixteen', folder)).toEqual({ token: 'a token of sixteen', madeIn: null });
  expect(() => statSync(join(folder, 'operator.token'))).toThrow('ENOENT');
});

test('that anybody could guess is refused, and so is a folder that cannot be written', () => {
  writeFileSync(join(folder, 'operator.token'), 'secret\n');
  expect(() => openOperatorToken(null, folder)).toThrow(OperatorTokenUnusable);
  expect(() => openOperatorToken(null, join(folder, 'nowhere'))).toThrow('Remove the file and a new one is made');
});
