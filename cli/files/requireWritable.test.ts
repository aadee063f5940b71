import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileNotWritable, requireWritable } from './requireWritable.js';

describe('a file that a command is to write', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pentimento-writable-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('may be new in a folder that is there', async () => {
    await expect(requireWritable(join(folder, 'life.webp'))).resolves.toBeUndefined();
  });

  it('is refused before anything is done where it cannot be', async () => {
    await expect(requireWritable(folder)).rejects.toThrow('it is a folder');
    const refusal = expect(requireWritable(join(folder, 'missing/life.webp'))).rejects;
    await refusal.toThrow(FileNotWritable);
    await expect(requireWritable(join(folder, 'missing/life.webp'))).rejects.toThrow('there is no folder');
  });
});
