import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FaultySqlite, faultySqlite, type SqliteFault } from '../../test/harness/faultySqlite.js';
import { type NaiveWork, naiveFold, naiveMarket, naiveState } from '../../test/harness/naiveFold.js';
import { bytes32, owner, randomBlock } from '../../test/harness/randomBlock.js';
import type { BlockEvents, ChainEvent } from '../chain/chainEvent.js';
import { StoreNotWritten, StoreUnusable } from '../errors/stateErrors.js';
import { createState, type State } from './createState.js';
import { openChainStore } from './openChainStore.js';
import type { SqliteDriver } from './sqlite.js';
import { sqliteDriver } from './sqliteDriver.js';

const CHAIN = { chainId: 31337, layerToken: owner(100), featuredMessages: owner(101) };
const ORIGIN = { number: 0, hash: bytes32('origin'), time: 0 };

/**
 * What a follower tells in 30 blocks: news, a reorg, finality, a chain that is read anew after an alarm, and news of it.
 */
const { told, canonical } = thirtyBlocks();
const REBUILD = told.findIndex((event) => event.type === 'start' && event.reason === 'finality-violated');
const LIVE = told.findLastIndex((event) => event.type === 'live');

let folder: string;
beforeEach(() => {
  // In memory where there is such a folder: the disk would only be waited for.
  folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'pentimento-fault-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a store told of 30 blocks', () => {
  const calls = (() => {
    const counting = faultySqlite(sqliteDriver, null, 'io');
    followTo(':memory:', counting, counting);
    return counting.calls();
  })();

  it.each<[string, SqliteFault, SqliteFault, { stride: number; inFile: boolean }]>([
    ['fails', 'full', 'io', { stride: 1, inFile: false }],
    // An opening costs more than the blocks, so that not every call is tried.
    ['is the last of its process', 'crash before', 'crash after', { stride: 3, inFile: true }],
  ])(
    'ends as a plain fold does, whichever of its calls of SQLite %s',
    (_, even, odd, { stride, inFile }) => {
      expect(calls).toBeGreaterThan(300);
      for (let at = 0; at < calls; at += stride) {
        const fault = at % 2 === 0 ? even : odd;
        const file = inFile ? join(folder, `${at}.db`) : ':memory:';
        try {
          const faulty = faultySqlite(sqliteDriver, at, fault);
          expectPlainFold(followTo(file, faulty, faultySqlite(sqliteDriver, null, fault)));
        } catch (error) {
          throw new Error(`call ${at} of ${calls}: ${fault}`, { cause: error });
        }
      }
    },
    120_000,
  );
});

/**
 * Tells a state everything, as a follower does: what could not be kept once more, and after a crash what the store does
 * not hold.
 * @param next  the SQLite after a crash
 */
function followTo(file: string, first: FaultySqlite, next: FaultySqlite): State {
  let epochs = 0;
  const open = (driver: SqliteDriver): State =>
    createState({
      store: openChainStore({ file, chain: CHAIN, driver, now: () => new Date(0), onDamaged: fail }),
      newEpoch: () => `epoch000${++epochs}`,
    });
  let sqlite = first;
  let state: State | null = null;
  let at = 0;
  for (let tries = 0; at < told.length; ) {
    try {
      state ??= open(sqlite.driver);
      state.apply(told[at]!);
      at += 1;
      // Once something was shown, something is shown.
      if (at > 2) expect(state.works()).not.toEqual([]);
    } catch (error) {
      if (++tries > 3) throw error;
      if (sqlite.crashed()) {
        sqlite = next;
        state = open(sqlite.driver);
        at = resumed(state, at);
      } else if (!(error instanceof StoreNotWritten || error instanceof StoreUnusable)) throw error;
    }
  }
  if (!state) throw new Error('there is no state of nothing');
  return state;
}

/** Where to go on with a state that was opened after the process ended during an event. */
function resumed(state: State, at: number): number {
  const isKept = state.head()?.hash === headAfter(at)?.hash;
  if (at < REBUILD || at > LIVE) return isKept && told[at]?.type !== 'start' ? at + 1 : at;
  // A fold that was not finished is begun once more, unless the old one has given way to it.
  return at === LIVE && isKept ? LIVE + 1 : REBUILD;
}

/** The head that an event leaves. */
function headAfter(at: number) {
  const event = told[at]!;
  switch (event.type) {
    case 'block':
      return event.block;
    case 'backfill':
      return event.through;
    case 'reorg':
      return event.ancestor;
    case 'live':
      return event.head;
    default:
      return null;
  }
}

function expectPlainFold(state: State): void {
  const expected = naiveFold(canonical);
  const works = [...expected.keys()];
  expect(state.works().map(({ work }) => work)).toEqual(works);
  expect(works.map((work) => state.snapshot(work)?.state)).toEqual(
    works.map((work) => naiveState(work, expected.get(work)!)),
  );
  expect(works.map((work) => state.sales(work).length)).toEqual(
    works.map((work) => naiveMarket(expected.get(work)!).sales.length),
  );
  const styles = (work: number) => state.work(work)!.tokens.flatMap(({ index }) => state.history(work, index));
  expect(works.map((work) => styles(work).length)).toEqual(works.map((work) => expected.get(work)!.styles.length));
  expect(state.head()).toEqual(canonical.at(-1)!.block);
}

function fail(movedTo: string, problem: string): never {
  throw new Error(`${movedTo}: ${problem}`);
}

function thirtyBlocks(): { told: ChainEvent[]; canonical: BlockEvents[] } {
  let seed = 7;
  const draw = (below: number) => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed % below;
  };
  const told: ChainEvent[] = [{ type: 'start', origin: ORIGIN, reason: 'first' }];
  let chain: BlockEvents[] = [];
  let works = new Map<number, NaiveWork>();
  const mine = () => {
    const block = randomBlock(works, chain.length + 1, draw);
    chain.push(block);
    return block;
  };
  const news = (count: number) => {
    for (; count > 0; count--) {
      const parentHash = chain.at(-1)?.block.hash ?? ORIGIN.hash;
      told.push({ type: 'block', parentHash, ...mine() });
    }
  };
  const back = (depth: number) => {
    chain = chain.slice(0, -depth);
    works = naiveFold(chain);
  };
  // A work in the first block, whatever is drawn.
  while (works.size === 0) {
    chain = [];
    mine();
  }
  told.push({ type: 'block', parentHash: ORIGIN.hash, ...chain[0]! }, { type: 'live', head: chain[0]!.block });
  news(11);
  back(4);
  told.push({ type: 'reorg', ancestor: chain.at(-1)!.block });
  news(6);
  told.push({ type: 'finalized', block: chain.at(-4)!.block });
  back(10);
  told.push({ type: 'start', origin: ORIGIN, reason: 'finality-violated' });
  for (let count = 0; count < 8; count++) mine();
  told.push({ type: 'backfill', through: chain.at(-1)!.block, blocks: [...chain] });
  news(3);
  told.push({ type: 'live', head: chain.at(-1)!.block });
  news(4);
  return { told, canonical: chain };
}
