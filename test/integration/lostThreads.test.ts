import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PaintingFailed, PaintThreadLost } from '../../engine/errors/painterErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import {
  caught,
  closePainters,
  nthRecipe,
  openPainter,
  PAINT_SCRIPT,
  PATIENCE,
  pixelHash,
  TINY_MODEL,
} from '../harness/tinyPainter.js';
import { waitFor } from '../harness/waitFor.js';

/** What befalls a thread that begins a picture. `hang` holds it until the file `released` appears. */
const FAULTS = {
  exit: 'process.exit(1);',
  throw: "setImmediate(() => { throw new Error('a stray error'); });",
  memory: 'const hoard = []; for (;;) hoard.push(Array.from({ length: 100_000 }, Math.random));',
  hang: 'while (!existsSync(released)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);',
};

let folder: string;
/** What every painter makes of the first recipe. */
let expected: string;
beforeAll(async () => {
  const painter = await openPainter();
  expected = pixelHash(await painter.paint(nthRecipe(painter, 1), 'live'));
  await closePainters();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-faults-'));
});
afterEach(async () => {
  jest.useRealTimers();
  release();
  await closePainters();
  rmSync(folder, { recursive: true });
});

const path = (name: string) => join(folder, name);
const release = () => writeFileSync(path('released'), '');
/** What became of the threads that met the script below. */
const lives = () => readFileSync(path('lives'), 'utf8');
const faultsLeft = () => readFileSync(path('faults')).length;

/** From here on nobody's patience ends of itself. */
function holdPatience(): void {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
}

/** Ends the patience with a thread once it hangs, which leaves so many faults to be met. */
async function losePatience(left: number): Promise<void> {
  while (faultsLeft() > left) await new Promise((resolve) => setImmediate(resolve));
  jest.advanceTimersByTime(PATIENCE);
}

/** The real painting thread, which meets the fault in this many pictures: each takes a byte of the file `faults`. */
function faulty(fault: keyof typeof FAULTS, times: number): URL {
  writeFileSync(path('faults'), 'x'.repeat(times));
  writeFileSync(
    path('faultyPaintWorker.mjs'),
    `
    import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    const [faults, released, lives] = ${JSON.stringify(['faults', 'released', 'lives'].map(path))};
    appendFileSync(lives, 'begun ');
    process.on('exit', () => appendFileSync(lives, 'ended '));
    parentPort.on('message', ({ type }) => {
      const left = readFileSync(faults).length;
      if (type !== 'paint' || left === 0) return;
      truncateSync(faults, left - 1);
      ${FAULTS[fault]}
    });
    await import(${JSON.stringify(PAINT_SCRIPT.href)});
    `,
  );
  return pathToFileURL(path('faultyPaintWorker.mjs'));
}

/** A picture over which two threads hang. */
async function loseTwo(painter: Painter): Promise<void> {
  holdPatience();
  const failed = caught(painter.paint(nthRecipe(painter, 1), 'live'));
  for (const left of [1, 0]) await losePatience(left);
  expect(await failed).toBeInstanceOf(PaintingFailed);
}

describe('a painter whose threads are lost', () => {
  it.each(Object.keys(FAULTS) as (keyof typeof FAULTS)[])(
    'begins a picture once more on a new thread after: %s; the bytes are the same',
    async (fault) => {
      const painter = await openPainter({ script: faulty(fault, 1) });
      if (fault === 'hang') holdPatience();
      const painted = painter.paint(nthRecipe(painter, 1), 'live');
      if (fault === 'hang') await losePatience(0);
      expect(pixelHash(await painted)).toBe(expected);
      expect(faultsLeft()).toBe(0);
    },
  );

  it('gives a picture up after two threads, and paints the others', async () => {
    const painter = await openPainter({ script: faulty('exit', 2) });
    const [poisoned, other] = [nthRecipe(painter, 1), nthRecipe(painter, 2)];
    const [error, raster] = await Promise.all([caught(painter.paint(poisoned, 'live')), painter.paint(other, 'live')]);
    expect(error).toBeInstanceOf(PaintingFailed);
    expect(error).toMatchObject({ facts: { attempts: 2 }, cause: expect.any(PaintThreadLost) });
    expect(raster).toMatchObject({ width: 32 });
  });

  it('does not begin a poisoned picture again for a minute, whoever asks for it, and then does', async () => {
    let clock = 0;
    const painter = await openPainter({ script: faulty('exit', 9), now: () => clock });
    const poisoned = nthRecipe(painter, 1);
    const first = await caught(painter.paint(poisoned, 'live'));
    clock = 59_999;
    expect(await caught(painter.paint(poisoned, 'preview'))).toBe(first);
    expect(faultsLeft()).toBe(7);
    clock = 60_000;
    expect(await caught(painter.paint(poisoned, 'live'))).not.toBe(first);
    expect(faultsLeft()).toBe(5);
  });

  it('holds no more than two threads that hang at a place: the next begins when one of them has come round', async () => {
    const painter = await openPainter({ script: faulty('hang', 2) });
    await loseTwo(painter);
    const next = painter.paint(nthRecipe(painter, 2), 'live');
    // A third thread, were one started, would begin before another painter has opened all of its own.
    await openPainter();
    expect(lives()).toBe('begun begun ');
    release();
    expect(await next).toMatchObject({ width: 32 });
    expect(lives()).toMatch(/^begun begun ended (ended )?begun /);
  });

  it('closes without those that hang', async () => {
    const painter = await openPainter({ script: faulty('hang', 2) });
    await loseTwo(painter);
    await painter.close();
    expect(lives()).toBe('begun begun ');
  });

  it('does not open with a model that needs more memory than there can be, and leaves the process alone', async () => {
    const model = path('model');
    cpSync(TINY_MODEL, model, { recursive: true });
    spoil(model, 'upscale-32.onnx', (bytes) => {
      // The upscaler's factor, 4 each way, becomes 2²²: a picture of 16 petabytes.
      const factors = bytes.indexOf(Buffer.from(Float32Array.of(1, 1, 4, 4).buffer));
      bytes.set(new Uint8Array(Float32Array.of(2 ** 22, 2 ** 22).buffer), factors + 8);
    });
    const error = await caught(openPainter({ modelFolder: model }));
    expect(error).toBeInstanceOf(PaintThreadLost);
    expect((error as Error).message).toMatch(/alloc|memory|overflow/i);
  });

  it('does not open when its threads cannot start', async () => {
    const script = pathToFileURL(path('nothing.js'));
    expect(await caught(openPainter({ script }))).toBeInstanceOf(PaintThreadLost);
  });
});

/** Changes a file of a model, and model.json with it. */
function spoil(model: string, name: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(join(model, name));
  change(bytes);
  writeFileSync(join(model, name), bytes);
  const json = readFileSync(join(model, 'model.json'), 'utf8');
  const before = sha256(readFileSync(join(TINY_MODEL, name)));
  writeFileSync(join(model, 'model.json'), json.replace(before, sha256(bytes)));
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('the caller goes on while a thread is at a picture, and closing waits for the picture', async () => {
  const painter = await openPainter({ script: faulty('hang', 1) });
  const painted = painter.paint(nthRecipe(painter, 1), 'live');
  await waitFor('the picture to be begun', () => faultsLeft() === 0);
  const closed = painter.close();
  // Only a caller that is not held up comes here and lets the thread go on.
  release();
  expect(await painted).toMatchObject({ width: 32 });
  await closed;
});
