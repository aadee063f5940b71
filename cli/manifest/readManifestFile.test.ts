import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManifestError } from '../../engine/errors/sceneErrors.js';
import { sampleManifest, sampleManifestJson } from '../../test/harness/sampleManifest.js';
import { ManifestFileUnusable } from './manifestFileErrors.js';
import { readManifestFile } from './readManifestFile.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-manifest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (content: string | Uint8Array) => {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, content);
  return file;
};

describe('readManifestFile', () => {
  it('gives a sound manifest', async () => {
    expect(await readManifestFile(fileOf(JSON.stringify(sampleManifestJson())))).toEqual(sampleManifest());
  });

  it('says every mistake of one that is not', async () => {
    const json = { ...sampleManifestJson(), artist: '', extra: 1 };
    await expect(readManifestFile(fileOf(JSON.stringify(json)))).rejects.toThrow(ManifestError);
  });

  it.each<[string, () => string, RegExp]>([
    [
      'is not there',
      () => join(folder, 'none.json'),
      /none\.json cannot be read: there is none of that name\. Name the manifest/,
    ],
    ['is a folder', () => folder, /is not a file/],
    ['is a device that never ends', () => '/dev/zero', /is not a file/],
    ['is not JSON', () => fileOf('{"format":'), /is not JSON \(/],
    ['is not UTF-8', () => fileOf(Uint8Array.of(0x22, 0xff, 0x22)), /is not JSON \(/],
  ])('says in a sentence that a file %s', async (_, file, says) => {
    const refused = readManifestFile(file());
    await expect(refused).rejects.toThrow(ManifestFileUnusable);
    await expect(refused).rejects.toThrow(says);
  });

  it('refuses a file of 100 MB by its size', async () => {
    const file = fileOf('');
    truncateSync(file, 100_000_000);
    await expect(readManifestFile(file)).rejects.toThrow(/has 100000000 bytes, and a manifest at most 1048576/);
  });
});
