import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { RasterNotRead, RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import { openRasterStore } from '../../engine/latent/openRasterStore.js';
import { openSharedRasterFolder } from '../../engine/latent/openSharedRasterFolder.js';
import { type RasterStore, rasterPath } from '../../engine/latent/rasterStore.js';
import { keepNear } from '../../server/farm/keepNear.js';
import { openS3Rasters } from '../../server/farm/openS3Rasters.js';
import { freePort } from '../harness/freePort.js';
import { caught } from '../harness/tinyPainter.js';
import { waitFor } from '../harness/waitFor.js';

const hash = (n: number) => n.toString(16).padStart(4, '0').repeat(16);
let png: Uint8Array;
let folder: string;
beforeAll(async () => {
  png = await encodeRaster({ width: 4, height: 4, rgba: new Uint8ClampedArray(64).fill(128) });
  folder = mkdtempSync(join(tmpdir(), 'pentimento-shared-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let ids = 0;
const openFolder = (name: string) => openSharedRasterFolder(join(folder, name), () => String(ids++));
const openOwn = () => openRasterStore({ folder: join(folder, `own-${ids++}`), maxBytes: 1 << 20 });
const filesIn = (name: string) =>
  readdirSync(join(folder, name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

function storesLikeAnyOther(open: () => Promise<RasterStore>): void {
  it('gives back to one process what another put, and null for the rest', async () => {
    const [one, other] = [await open(), await open()];
    expect(await other.get(hash(1))).toBeNull();
    expect(await other.has(hash(1))).toBe(false);
    await one.put(hash(1), png);
    expect(await other.has(hash(1))).toBe(true);
    expect([...(await other.get(hash(1)))!]).toEqual([...png]);
  });

  it('takes nothing for a name but a recipe hash', async () => {
    const store = await open();
    for (const name of ['../../etc/passwd', 'A'.repeat(64), '']) {
      expect([await store.has(name), await store.get(name)]).toEqual([false, null]);
      expect(await caught(store.put(name, png))).toBeInstanceOf(RangeError);
    }
  });

  it('counts a torn file as none, and takes it anew', async () => {
    const store = await open();
    await store.put(hash(2), png.subarray(0, -3));
    expect(await store.get(hash(2))).toBeNull();
    await store.put(hash(2), png);
    expect([...(await store.get(hash(2)))!]).toEqual([...png]);
  });
}

describe('a folder that processes share', () => {
  storesLikeAnyOther(() => openFolder('shared'));

  it('holds a raster once, however many put it at the same time', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => openFolder('many')));
    await Promise.all(stores.map((store) => store.put(hash(3), png)));
    expect(filesIn('many').map(({ name }) => name)).toEqual([`${hash(3)}.png`]);
  });

  it('says so when it cannot be written', async () => {
    const store = await openFolder('blocked');
    writeFileSync(join(folder, 'blocked', hash(4).slice(0, 2)), 'a file where a folder should be');
    expect(await caught(store.put(hash(4), png))).toBeInstanceOf(RasterNotStored);
    expect(await caught(store.get(hash(4)))).toBeInstanceOf(RasterNotRead);
  });
});

describe('a store of one’s own in front of a shared one', () => {
  const away: RasterStore = {
    has: () => Promise.reject(new RasterNotRead('s3://away', new Error('no route'))),
    get: () => Promise.reject(new RasterNotRead('s3://away', new Error('no route'))),
    put: () => Promise.reject(new RasterNotStored('s3://away', new Error('no route'))),
  };

  it('serves what it gave once while the shared one is away', async () => {
    const [own, shared] = [await openOwn(), await openFolder('behind')];
    await shared.put(hash(5), png);
    expect(await keepNear(own, shared).get(hash(5))).not.toBeNull();
    expect([...(await keepNear(own, away).get(hash(5)))!]).toEqual([...png]);
    expect(await caught(keepNear(own, away).get(hash(6)))).toBeInstanceOf(RasterNotRead);
  });

  it('puts into both', async () => {
    const [own, shared] = [await openOwn(), await openFolder('both')];
    await keepNear(own, shared).put(hash(7), png);
    expect([await own.has(hash(7)), await shared.has(hash(7))]).toEqual([true, true]);
  });
});

const VERSITYGW = process.env.VERSITYGW ?? 'versitygw';
const installed = spawnSync(VERSITYGW, ['--version']).status === 0;
if (!installed)
  console.warn(
    'Skipped: no versitygw is installed (go install github.com/versity/versitygw/cmd/versitygw@v1.8.0, and its folder in PATH).',
  );

(installed ? describe : describe.skip)('a bucket of a real S3 server', () => {
  let server: ChildProcess;
  beforeAll(async () => {
    const port = await freePort();
    const [root, iam] = ['s3', 'iam'].map((name) => join(folder, name)) as [string, string];
    mkdirSync(join(root, 'wall'), { recursive: true });
    mkdirSync(iam);
    const [user, password] = ['gallery', 'a secret of the test'];
    server = spawn(VERSITYGW, ['--port', `127.0.0.1:${port}`, '--access', user, '--secret', password, 'posix', root], {
      stdio: 'ignore',
    });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: user,
      AWS_SECRET_ACCESS_KEY: password,
    });
    await waitFor('the S3 server to listen', () => fetch(`http://127.0.0.1:${port}`).catch(() => null));
  });
  afterAll(() => void server?.kill('SIGKILL'));

  const open = async () => openS3Rasters({ bucket: 'wall', prefix: 'rasters/' });
  storesLikeAnyOther(open);

  it('finds a raster where its hash says', async () => {
    await (await open()).put(hash(9), png);
    expect(existsSync(join(folder, 's3/wall/rasters', rasterPath(hash(9))))).toBe(true);
  });

  it('says so when the bucket is missing', async () => {
    const store = openS3Rasters({ bucket: 'nowhere', prefix: '' });
    expect(await caught(store.get(hash(1)))).toBeInstanceOf(RasterNotRead);
    expect(await caught(store.put(hash(1), png))).toBeInstanceOf(RasterNotStored);
  });

  it('says so when the server is gone', async () => {
    const store = await open();
    server.kill('SIGKILL');
    await once(server, 'exit');
    expect(await caught(store.put(hash(8), png))).toBeInstanceOf(RasterNotStored);
    expect(await caught(store.get(hash(8)))).toBeInstanceOf(RasterNotRead);
  });
});
