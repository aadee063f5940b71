import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decodeRaster, encodeRaster } from '../../engine/composite/encodeRaster.js';
import { AssetMissing, AssetRefused } from '../../engine/errors/assetErrors.js';
import { openAssets } from '../../server/assets/openAssets.js';

const folder = mkdtempSync(join(tmpdir(), 'pentimento-assets-'));
const assets = openAssets({
  folder,
  script: pathToFileURL(resolve('dist/server/assets/assetWorker.js')),
  patience: 20_000,
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Puts a file into the folder under the hash of its bytes. */
function put(bytes: Uint8Array): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(folder, sha256), bytes);
  return sha256;
}
const raster = { width: 16, height: 9, rgba: new Uint8ClampedArray(16 * 9 * 4).map((_, i) => (i * 37) % 256) };

describe('the folder of assets', () => {
  it('gives the picture that a hash names, byte for byte, to all who ask at once', async () => {
    const sha256 = put(await encodeRaster(raster));
    const pngs = await Promise.all([assets.png(sha256), assets.png(sha256), assets.png(sha256)]);
    for (const png of pngs) expect([...(await decodeRaster(png)).rgba]).toEqual([...raster.rgba]);
  });

  it('says where a file is missed', async () => {
    await expect(assets.png('00'.repeat(32))).rejects.toThrow(AssetMissing);
    await expect(assets.png('00'.repeat(32))).rejects.toThrow(folder);
  });

  it('refuses a file of a gigabyte without reading it', async () => {
    const name = '11'.repeat(32);
    writeFileSync(join(folder, name), '');
    truncateSync(join(folder, name), 1 << 30);
    const before = process.memoryUsage().rss;
    await expect(assets.png(name)).rejects.toThrow(/16777217 bytes/);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 << 20);
  });

  it('refuses a pipe, which would be read for ever', async () => {
    execFileSync('mkfifo', [join(folder, '22'.repeat(32))]);
    await expect(assets.png('22'.repeat(32))).rejects.toThrow(AssetRefused);
    await expect(assets.png('22'.repeat(32))).rejects.toThrow(/no plain file/);
  });

  it('refuses a page and a picture under another’s name, and serves the next', async () => {
    const [svg, other] = [put(Buffer.from('<svg/>')), '33'.repeat(32)];
    writeFileSync(join(folder, other), await encodeRaster(raster));
    await expect(assets.png(svg)).rejects.toThrow(/no PNG, WebP or JPEG/);
    await expect(assets.png(other)).rejects.toThrow(/its bytes are those of/);
    await expect(assets.png(put(await encodeRaster({ ...raster, width: 9, height: 16 })))).resolves.toBeDefined();
  });
});
