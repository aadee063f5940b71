import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { RasterNotStored } from '../errors/rasterStoreErrors.js';
import { openRasterStore } from './openRasterStore.js';

const png = (() => {
  const image = new PNG({ width: 4, height: 4 });
  image.data.fill(128);
  return Uint8Array.from(PNG.sync.write(image));
})();
const hash = (n: number) => n.toString(16).padStart(4, '0').repeat(16);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-rasters-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (rasters = 100) => openRasterStore({ folder, maxBytes: rasters * png.length });
const pathOf = (name: string) => join(folder, name.slice(0, 2), name.slice(2, 4), `${name}.png`);
const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe('openRasterStore', () => {
  it('gives back what was put, and null for the rest', async () => {
    const store = await open();
    expect(await store.get(hash(1))).toBeNull();
    await store.put(hash(1), png);
    expect(await store.has(hash(1))).toBe(true);
    expect([...(await store.get(hash(1)))!]).toEqual([...png]);
    expect(await store.get('../../etc/passwd')).toBeNull();
  });

  it('finds them again after a restart, in two levels of folders', async () => {
    await (await open()).put(hash(0xabcd), png);
    expect(existsSync(join(folder, 'ab', 'cd', `${hash(0xabcd)}.png`))).toBe(true);
    const store = await open();
    expect(await store.has(hash(0xabcd))).toBe(true);
    expect([...(await store.get(hash(0xabcd)))!]).toEqual([...png]);
  });

  it('drops those longest unused when it is full', async () => {
    const store = await open(3);
    for (const n of [1, 2, 3]) await store.put(hash(n), png);
    await store.get(hash(1));
    await store.put(hash(4), png);
    const kept = await Promise.all([1, 2, 3, 4].map((n) => store.has(hash(n))));
    expect(kept).toEqual([true, false, true, true]);
    expect(files()).toHaveLength(3);
  });

  it('drops the oldest files when it is opened with less room', async () => {
    const store = await open(3);
    for (const n of [3, 1, 2]) {
      await store.put(hash(n), png);
      utimesSync(pathOf(hash(n)), n, n);
    }
    const smaller = await open(1);
    expect(await Promise.all([1, 2, 3].map((n) => smaller.has(hash(n))))).toEqual([false, false, true]);
    expect(files()).toHaveLength(1);
  });

  it('does not keep a raster larger than all its room, nor drop others for it', async () => {
    const store = await openRasterStore({ folder, maxBytes: png.length });
    await store.put(hash(1), png);
    await store.put(hash(2), Uint8Array.from([...png, ...png]));
    expect(await Promise.all([1, 2].map((n) => store.has(hash(n))))).toEqual([true, false]);
  });

  it.each([
    ['torn', (path: string) => truncateSync(path, png.length - 5)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['deleted', (path: string) => rmSync(path)],
    ['replaced by text', (path: string) => writeFileSync(path, 'no picture')],
  ])('does not give out a file that was %s, and takes it anew', async (_, spoil) => {
    await (await open()).put(hash(1), png);
    spoil(pathOf(hash(1)));
    const store = await open();
    expect(await store.get(hash(1))).toBeNull();
    expect(await store.has(hash(1))).toBe(false);
    expect(files()).toEqual([]);
    await store.put(hash(1), png);
    expect(await store.get(hash(1))).not.toBeNull();
  });

  it('removes what a killed process left unfinished, and leaves foreign files alone', async () => {
    mkdirSync(join(folder, '00', '01'), { recursive: true });
    writeFileSync(join(folder, '00', '01', `${hash(1)}.png.tmp`), 'half');
    writeFileSync(join(folder, '00', `${hash(1)}.png`), 'in the wrong folder');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const store = await open();
    expect(await store.has(hash(1))).toBe(false);
    expect(
      files()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([`${hash(1)}.png`, 'notes.txt']);
  });

  it('holds what many put and got at once, and never more than its room', async () => {
    const store = await open(8);
    await Promise.all(
      Array.from({ length: 64 }, async (_, i) => {
        await store.put(hash(i % 16), png);
        await store.get(hash((i * 7) % 16));
      }),
    );
    const held = await Promise.all(Array.from({ length: 16 }, (_, n) => store.has(hash(n))));
    const kept = held.flatMap((is, n) => (is ? [hash(n)] : []));
    expect(kept).toHaveLength(8);
    expect(
      files()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(kept.map((name) => `${name}.png`).sort());
  });

  it('says where it could not write, and leaves nothing half-written', async () => {
    const store = await open();
    writeFileSync(join(folder, '00'), 'a file where a folder must be');
    await expect(store.put(hash(1), png)).rejects.toThrow(RasterNotStored);
    await expect(store.put(hash(1), png)).rejects.toThrow(pathOf(hash(1)));
    expect(await store.has(hash(1))).toBe(false);
  });
});
