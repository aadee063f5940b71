import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileProblem } from './fileProblem.js';

describe('why a file could not be reached', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-file-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a file that is not there', join(folder, 'none'), 'there is none of that name'],
    ['a folder', folder, 'it is a folder'],
  ])('is said in words of %s', (_, path, problem) => {
    const read = () => readFileSync(path);
    expect(read).toThrow(/^E[A-Z]+:/);
    expect(problemOf(read)).toBe(problem);
  });

  it('is what the error says where there is no word for it', () => {
    expect(fileProblem(new Error('the copy is damaged'))).toBe('the copy is damaged');
  });
});

function problemOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return fileProblem(error);
  }
}
