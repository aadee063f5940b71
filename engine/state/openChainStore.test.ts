import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { naiveFold } from '../../test/harness/naiveFold.js';
import { bytes32, owner, randomBlock } from '../../test/harness/randomBlock.js';
import { sqliteDrivers } from '../../test/harness/sqliteDrivers.js';
import {
  OtherChainStored,
  StoreDamaged,
  StoreNotWritten,
  StoreUnusable,
  StoreVersionUnknown,
} from '../errors/stateErrors.js';
import { createState } from './createState.js';
import { DELTAS_KEPT } from './openChainFile.js';
import { openChainStore } from './openChainStore.js';
import { type SqliteDriver, SqliteError, type SqliteValue } from './sqlite.js';

const CHAIN = { chainId: 31337, layerToken: owner(100), featuredMessages: owner(101) };
const ORIGIN = { number: 0, hash: bytes32('origin'), time: 0 };

let folder: string;
let file: string;
let driver: SqliteDriver;
const damaged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-store-'));
  file = join(folder, 'data', 'chain.db');
  damaged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (chain = CHAIN) =>
  openChainStore({ file, chain, driver, now: () => new Date(0), onDamaged: (movedTo) => damaged.push(movedTo) });

/** A state of some blocks, told to a store in a file. */
function fill(blocks: number) {
  const store = open();
  const state = createState({ store, newEpoch: () => 'epoch0001' });
  state.apply({ type: 'start', origin: ORIGIN, reason: 'first' });
  let seed = 1;
  const draw = (below: number) => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed % below;
  };
  const works = naiveFold([]);
  for (let number = 1; number <= blocks; number++) {
    const parentHash = state.head()?.hash ?? ORIGIN.hash;
    state.apply({ type: 'block', parentHash, ...randomBlock(works, number, draw) });
  }
  return { store, state };
}

describe.each(sqliteDrivers)('openChainStore on %s', (_, used) => {
  beforeEach(() => {
    driver = used;
  });

  it('holds after closing what was told before', () => {
    const { store, state } = fill(60);
    const message = { work: 1, index: 0, by: owner(1), text: 'nul \0 within', link: '' };
    state.apply({
      type: 'block',
      parentHash: state.head()!.hash,
      block: { number: 61, hash: bytes32('61'), time: 61 },
      events: [{ type: 'messagePosted', ...message }],
    });
    const [before, resume] = [state.works().map(({ work }) => state.snapshot(work)), state.resume()];
    store.close();
    const again = open();
    const reopened = createState({ store: again, newEpoch: () => 'epoch0002' });
    expect(reopened.works().map(({ work }) => reopened.snapshot(work))).toEqual(before);
    expect(reopened.resume()).toEqual(resume);
    expect(JSON.stringify(before)).toContain('nul \\u0000 within');
    again.close();
  });

  it.each([
    ['overwritten', () => writeFileSync(file, 'not a database '.repeat(1000))],
    ['cut short', () => truncateSync(file, 9000)],
  ])('moves a file that was %s aside and begins with an empty one', (_, damage) => {
    fill(30).store.close();
    damage();
    const store = open();
    expect(store.load()).toBeNull();
    expect(damaged).toEqual([`${file}.aside-1970-01-01T00-00-00.000Z`]);
    expect(existsSync(damaged[0]!)).toBe(true);
    store.close();
    expect(readdirSync(join(folder, 'data'))).toContain('chain.db');
  });

  it('refuses the works of other contracts', () => {
    open().close();
    expect(() => open({ ...CHAIN, chainId: 1 })).toThrow(OtherChainStored);
    open().close();
  });

  it('refuses a file of a newer version and leaves it alone', () => {
    fill(5).store.close();
    stampVersion(1000);
    expect(() => open()).toThrow(StoreVersionUnknown);
    expect(damaged).toEqual([]);
  });

  it('sets a file of an older version aside, since the chain gives everything in it anew', () => {
    fill(5).store.close();
    stampVersion(1);
    const store = open();
    expect([store.load(), damaged]).toEqual([null, [`${file}.aside-1970-01-01T00-00-00.000Z`]]);
    store.close();
  });

  describe('while the chain is folded anew', () => {
    const through = { number: 90, hash: bytes32('through'), time: 90 };
    /** A new fold, begun and not finished. */
    function foldAnew() {
      const { store } = fill(30);
      const state = createState({ store, newEpoch: () => 'epoch0002' });
      const before = state.snapshot(1)!;
      state.apply({ type: 'start', origin: ORIGIN, reason: 'finality-violated' });
      state.apply({ type: 'backfill', through, blocks: [randomBlock(naiveFold([]), 40, () => 1)] });
      return { store, state, before };
    }

    it('keeps the old fold on the disk until the new one is whole', () => {
      const { store, state, before } = foldAnew();
      expect([state.snapshot(1), state.history(1, 1).at(-1)?.block.number]).toEqual([before, expect.any(Number)]);
      store.close();
      const again = open();
      const reopened = createState({ store: again, newEpoch: () => 'epoch0003' });
      expect([reopened.snapshot(1), reopened.head()?.number]).toEqual([before, 30]);
      expect(readdirSync(join(folder, 'data')).filter((name) => name.includes('next'))).toEqual([]);
      again.close();
    });

    it('puts the new fold in the old one’s place at once, and goes on in it', () => {
      const { store, state, before } = foldAnew();
      const deltas = state.apply({ type: 'live', head: through });
      expect(deltas).toMatchObject([{ work: 1, epoch: 'epoch0002', prev: 0 }]);
      expect(deltas[0]!.seq).toBeGreaterThan(before.seq);
      const block = { number: 91, hash: bytes32('91'), time: 91 };
      state.apply({ type: 'block', block, parentHash: through.hash, events: [] });
      const [now, history] = [state.snapshot(1), state.history(1, 1)];
      expect(history.map((style) => style.block.number)).toEqual([40]);
      store.close();
      const again = open();
      const reopened = createState({ store: again, newEpoch: () => 'epoch0003' });
      expect([reopened.snapshot(1), reopened.history(1, 1), reopened.head()]).toEqual([now, history, block]);
      again.close();
    });

    /** Has the driver take the one file for damaged from then on, until it is closed: it is that file, not its name. */
    function damage(name: string) {
      const real = driver;
      let isDamaged = false;
      const spoil = <T>(call: () => T): T => {
        if (isDamaged) throw new SqliteError('damaged', 'database disk image is malformed');
        return call();
      };
      driver = (at, options) => {
        const db = real(at, options);
        if (at !== name) return db;
        const close = () => {
          isDamaged = false;
          db.close();
        };
        const prepare = (sql: string) => {
          const statement = db.prepare(sql);
          return {
            run: (...values: SqliteValue[]) => spoil(() => statement.run(...values)),
            get: (...values: SqliteValue[]) => spoil(() => statement.get(...values)),
            all: (...values: SqliteValue[]) => spoil(() => statement.all(...values)),
          };
        };
        return { ...db, prepare, exec: (sql) => spoil(() => db.exec(sql)), close };
      };
      return () => {
        isDamaged = true;
      };
    }

    it('replaces a file that stopped making sense while it was served', () => {
      const happen = damage(file);
      const { store, state } = fill(30);
      const before = state.snapshot(1);
      happen();
      const block = { number: 31, hash: bytes32('31'), time: 31 };
      expect(() => state.apply({ type: 'block', block, parentHash: state.head()!.hash, events: [] })).toThrow(
        StoreDamaged,
      );
      state.apply({ type: 'start', origin: ORIGIN, reason: 'first' });
      state.apply({ type: 'backfill', through, blocks: [] });
      expect(state.snapshot(1)).toEqual(before);
      state.apply({ type: 'live', head: through });
      expect([state.works(), state.history(1, 1), state.head()]).toEqual([[], [], through]);
      store.close();
    });

    it('begins once more when the new fold’s own file stops making sense', () => {
      const happen = damage(`${file}.next`);
      const { store, state, before } = foldAnew();
      happen();
      const block = { number: 91, hash: bytes32('91'), time: 91 };
      expect(() => state.apply({ type: 'block', block, parentHash: through.hash, events: [] })).toThrow(StoreDamaged);
      state.apply({ type: 'start', origin: ORIGIN, reason: 'first' });
      expect(state.snapshot(1)).toEqual(before);
      state.apply({ type: 'backfill', through, blocks: [] });
      state.apply({ type: 'live', head: through });
      expect([state.works(), state.head()]).toEqual([[], through]);
      store.close();
    });

    it('begins once more when the new fold turns out wrong as well', () => {
      const { store, state, before } = foldAnew();
      state.apply({ type: 'start', origin: ORIGIN, reason: 'replaced' });
      expect([state.snapshot(1), state.resume().blocks]).toEqual([before, []]);
      state.apply({ type: 'backfill', through, blocks: [] });
      state.apply({ type: 'live', head: through });
      expect(state.works()).toEqual([]);
      store.close();
    });
  });

  it('goes on with the fold that was begun when another cannot be begun for want of space', () => {
    const real = driver;
    let isFull = false;
    driver = (at, options) => {
      const db = real(at, options);
      const prepare = (sql: string) => {
        const statement = db.prepare(sql);
        const run = (...values: SqliteValue[]) => {
          if (isFull) throw new SqliteError('full', 'database or disk is full');
          return statement.run(...values);
        };
        return { ...statement, run };
      };
      return { ...db, prepare };
    };
    const { store } = fill(30);
    const state = createState({ store, newEpoch: () => 'epoch0002' });
    const through = { number: 90, hash: bytes32('through'), time: 90 };
    const start = { type: 'start', origin: ORIGIN, reason: 'replaced' } as const;
    state.apply(start);
    isFull = true;
    expect(() => state.apply(start)).toThrow(StoreNotWritten);
    isFull = false;
    state.apply({ type: 'backfill', through, blocks: [randomBlock(naiveFold([]), 40, () => 1)] });
    state.apply({ type: 'live', head: through });
    const now = state.snapshot(1);
    store.close();
    const again = open();
    const reopened = createState({ store: again, newEpoch: () => 'epoch0003' });
    expect([reopened.snapshot(1), reopened.resume()]).toEqual([now, { origin: ORIGIN, blocks: [through] }]);
    again.close();
  });

  it('says which file it cannot make', () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    expect(() => open()).toThrow(StoreUnusable);
    expect(() => open()).toThrow(file);
  });

  it('keeps only the last deltas of a work', () => {
    file = ':memory:';
    const { store, state } = fill(10);
    const [work] = state.works();
    const before = state.snapshot(work!.work)!;
    const [token] = before.state.tokens;
    let previousWord = token!.word;
    for (let number = 11; number <= DELTAS_KEPT + 16; number++) {
      const newWord = `0x${number.toString(16).padStart(64, '0')}` as const;
      const place = { work: work!.work, index: 0, by: owner(1) };
      state.apply({
        type: 'block',
        parentHash: state.head()!.hash,
        block: { number, hash: bytes32(`${number}`), time: number },
        events: [{ type: 'styleChanged', ...place, previousWord, newWord }],
      });
      previousWord = newWord;
    }
    expect(store.deltasAfter(1, before.seq)).toHaveLength(DELTAS_KEPT + 6);
    state.apply({ type: 'finalized', block: state.head()! });
    expect(store.deltasAfter(1, before.seq)).toHaveLength(DELTAS_KEPT);
    expect(state.deltasSince(1, before.epoch, before.seq)).toBeNull();
    expect(state.deltasSince(1, before.epoch, state.snapshot(1)!.seq - 1)).toHaveLength(1);
    store.close();
  });
});

function stampVersion(version: number): void {
  const db = driver(file);
  db.exec(`PRAGMA user_version = ${version}`);
  db.close();
}
