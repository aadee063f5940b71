import { isDeepStrictEqual } from 'node:util';
import { followChain } from '../../engine/chain/followChain.js';
import { WrongChain } from '../../engine/errors/chainErrors.js';
import { StoreNotWritten } from '../../engine/errors/stateErrors.js';
import type { ChainStore } from '../../engine/state/chainStore.js';
import { createState, type State } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';
import { sqliteDriver } from '../../engine/state/sqliteDriver.js';
import { naiveFold, naiveMarket, naiveState } from '../harness/naiveFold.js';
import { failingStore } from './failingStore.js';
import type { Fault } from './faults.js';
import { fullDisk } from './fullDisk.js';
import { seededDraw } from './seededDraw.js';
import { SIMULATED_CHAIN, type SimulatedBlock } from './simulatedChain.js';
import { simulateWorld } from './simulatedWorld.js';

export interface Run {
  seed: number;
  /** How long the chain gets before the faults end. */
  blocks: number;
  /** What may go wrong; each seed draws from it what does. */
  faults: readonly Fault[];
}

export interface Outcome {
  /** In words; null when the follower kept its promises. */
  failure: string | null;
  /** How many events of each type were told, to see that a run did something. */
  told: Record<string, number>;
}

/** Seconds; at 12 a block fewer blocks than are never taken for settled. */
const REORG_WINDOW = 120;
/** Milliseconds. */
const POLL_INTERVAL = 3_000;
/** One in so many rows finds the disk full. */
const ROWS_A_FULL_DISK = 400;

/**
 * Follows a simulated chain through a life of faults, all of it drawn from the seed: the chain, its nodes, what they do
 * wrong and when, the crashes of the consumer. At the end the state must be the plain fold of the chain, history and sales
 * included, and no alarm may have been raised without a reorg beyond the window.
 */
export async function simulate({ seed, blocks, faults }: Run): Promise<Outcome> {
  const draw = seededDraw(seed * 7919 + 13);
  const active = new Set(faults.filter(() => draw(4) > 0));
  const has = (fault: Fault) => active.has(fault);
  const world = simulateWorld({ draw, has, blocks });
  // Drawn by itself: how many rows a write has must not move every other draw.
  const disk = seededDraw(seed * 104_729 + 7);
  let isOpen = false;
  const isFull = () => isOpen && has('F19') && !world.isCalm() && disk(ROWS_A_FULL_DISK) === 0;
  const openStore = () => {
    isOpen = false;
    const store = openChainStore({
      file: ':memory:',
      chain: { chainId: SIMULATED_CHAIN.chainId, ...SIMULATED_CHAIN.contracts },
      now: () => new Date(has('F22') ? draw(2 ** 31) * 1000 : 0),
      onDamaged: () => undefined,
      driver: fullDisk(sqliteDriver, isFull),
    });
    isOpen = true;
    return failingStore(store, () => has('F19') && !world.isCalm() && draw(100) === 0);
  };
  let epochs = 0;
  const openState = (kept: ChainStore) =>
    createState({ store: kept, newEpoch: () => `epoch${String(++epochs).padStart(4, '0')}` });

  let store = openStore();
  let state = openState(store);
  /** Whether the chain is folded anew. */
  let isFolding = false;
  const told: Record<string, number> = {};
  const isDone = () => world.isCalm() && state.head()?.hash === world.chain.canonical().at(-1)?.block.hash;

  /** Follows until the state is the chain's, patience ends, or something breaks. */
  const live = async () => {
    const aborter = new AbortController();
    const events = followChain({
      ...SIMULATED_CHAIN,
      clients: world.nodes.map(({ client }) => client),
      resume: state.resume(),
      pollInterval: POLL_INTERVAL,
      reorgWindow: REORG_WINDOW,
      rate: 50,
      random: () => draw(1000) / 1000,
      report: () => undefined,
      signal: aborter.signal,
      now: world.time.now,
      pause: async (ms) => {
        await world.pass(ms);
        if (isDone() || world.isOver()) aborter.abort();
      },
    });
    for await (const event of events) {
      // A fold that was begun beside what is served goes with its process, and a store in memory cannot show that:
      // `engine/state/openChainStore.test.ts` does.
      const mayCrash = has('F17') && !world.isCalm() && !isFolding;
      const crash = mayCrash && draw(60) === 0 ? draw(2) : null;
      if (crash === 0) throw new Crash();
      if (event.type === 'start' && !world.explains(event.reason)) throw new FalseAlarm(event.reason);
      told[event.type] = (told[event.type] ?? 0) + 1;
      state.apply(event);
      if (event.type === 'start') isFolding = state.works().length > 0;
      if (event.type === 'live') isFolding = false;
      if (crash === 1 && !isFolding) throw new Crash();
    }
  };

  try {
    while (!isDone() && !world.isOver()) {
      try {
        await live();
      } catch (error) {
        if (error instanceof StoreNotWritten) continue;
        if (error instanceof WrongChain) {
          await world.pass(POLL_INTERVAL);
          continue;
        }
        if (!(error instanceof Crash)) throw error;
        if (has('F5')) await world.pass(POLL_INTERVAL);
        if (has('F20') && draw(20) === 0) {
          store.close();
          store = openStore();
        }
        state = openState(store);
      }
    }
    const failure = isDone() ? divergence(state, world.chain.canonical()) : 'it does not catch up when all is well';
    return { failure, told };
  } catch (error) {
    return { failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error), told };
  } finally {
    store.close();
  }
}

/** The consumer ends as a killed process does. */
class Crash extends Error {}

class FalseAlarm extends Error {
  constructor(reason: string) {
    super(`it began anew (${reason}), and nothing on the chain gave a reason`);
    this.name = 'FalseAlarm';
  }
}

/** Where the state is not the plain fold of the chain; null when it is. */
function divergence(state: State, chain: readonly SimulatedBlock[]): string | null {
  const expected = naiveFold(chain);
  const works = state.works().map(({ work }) => work);
  if (!isDeepStrictEqual(works, [...expected.keys()])) return `it has works ${works}, not ${[...expected.keys()]}`;
  for (const [id, work] of expected) {
    const shown = state.snapshot(id)?.state;
    if (!isDeepStrictEqual(shown, naiveState(id, work))) return `work ${id} is ${JSON.stringify(shown)}`;
    const { styles, sales } = naiveMarket(work);
    const history = work.owners.flatMap((_, index) => state.history(id, index).map(({ word }) => word));
    const words = work.owners.flatMap((_, index) =>
      styles.flatMap(([, token, word]) => (token === index ? [word] : [])),
    );
    if (!isDeepStrictEqual(history, words))
      return `the history of work ${id} has ${history.length} styles, not ${words.length}`;
    if (state.sales(id).length !== sales.length) return `work ${id} has other sales`;
  }
  return null;
}
