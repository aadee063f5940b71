import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { naiveFold } from '../../test/harness/naiveFold.js';
import { bytes32, owner, randomBlock } from '../../test/harness/randomBlock.js';
import { OtherChainStored, StoreUnusable, StoreVersionUnknown } from '../errors/stateErrors.js';
import { createState } from './createState.js';
import { DELTAS_KEPT } from './openChainFile.js';
import { openChainStore } from './openChainStore.js';

const CHAIN = { chainId: 31337, layerToken: owner(100), featuredMessages: owner(101) };
const ORIGIN = { number: 0, hash: bytes32('origin'), time: 0 };

let folder: string;
let file: string;
const damaged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-store-'));
  file = join(folder, 'data', 'chain.db');
  damaged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (chain = CHAIN) =>
  openChainStore({ file, chain, now: () => new Date(0), onDamaged: (movedTo) => damaged.push(movedTo) });

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

describe('openChainStore', () => {
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

  it('refuses a file of another version and leaves it alone', () => {
    fill(5).store.close();
    const db = new Database(file);
    db.exec('PRAGMA user_version = 7');
    db.close();
    expect(() => open()).toThrow(StoreVersionUnknown);
    expect(damaged).toEqual([]);
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
