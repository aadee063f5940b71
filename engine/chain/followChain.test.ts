import { naiveFold, naiveState } from '../../test/harness/naiveFold.js';
import type { Draw } from '../../test/harness/randomBlock.js';
import { type Faults, NO_FAULTS, SIMULATED_CHAIN, simulateChain } from '../../test/harness/simulatedChain.js';
import type { WorkState } from '../protocol/workState.js';
import { createState } from '../state/createState.js';
import { openChainStore } from '../state/openChainStore.js';
import type { ChainEvent, ResumePoint } from './chainEvent.js';
import { type FollowNotice, followChain } from './followChain.js';

const EVERY_FAULT: Faults = { error: 5, lag: 20, emptyLogs: 10, doubledLogs: 5, siblingLogs: 5 };
const BEGINNING: ResumePoint = { origin: null, blocks: [] };

/** mulberry32: the same seed draws the same run. */
function seeded(seed: number): Draw {
  let a = seed >>> 0;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Follows a simulated chain on which `live` acts whenever the follower waits. */
function follow(
  chain: ReturnType<typeof simulateChain>,
  { resume = BEGINNING, onPause }: { resume?: ResumePoint; onPause: (stop: () => void) => void },
) {
  const aborter = new AbortController();
  const notices: FollowNotice[] = [];
  const events = followChain({
    ...SIMULATED_CHAIN,
    client: chain.client,
    resume,
    pollInterval: 1,
    random: () => 0,
    report: (notice) => notices.push(notice),
    signal: aborter.signal,
    pause: async () => {
      await new Promise(setImmediate);
      onPause(() => aborter.abort());
    },
  });
  return { events, notices };
}

/** Every event until the follower first has nothing to do. */
async function untilIdle(chain: ReturnType<typeof simulateChain>, resume?: ResumePoint): Promise<ChainEvent[]> {
  const told: ChainEvent[] = [];
  const { events } = follow(chain, { ...(resume && { resume }), onPause: (stop) => stop() });
  for await (const event of events) told.push(event);
  return told;
}

/** What a follower of these events would resume from. */
function resumeAfter(events: ChainEvent[]): ResumePoint {
  const state = openState();
  for (const event of events) state.apply(event);
  return state.resume();
}

function openState(store = openStore()) {
  let epoch = 0;
  return createState({ store, newEpoch: () => `epoch${String(++epoch).padStart(4, '0')}` });
}

function openStore() {
  const chain = { chainId: SIMULATED_CHAIN.chainId, ...SIMULATED_CHAIN.contracts };
  return openChainStore({ file: ':memory:', chain, now: () => new Date(0), onDamaged: () => undefined });
}

const types = (events: ChainEvent[]) => events.map((event) => event.type);
const plain = { finalityTag: true, longestRange: 10_000 };

describe('followChain', () => {
  it('backfills what is settled by range and tells the rest block by block', async () => {
    const chain = simulateChain(seeded(1), plain);
    chain.mine(200);
    const events = await untilIdle(chain);
    expect(types(events)).toEqual(['start', 'backfill', ...Array<string>(64).fill('block'), 'live']);
    expect(events[0]).toMatchObject({ reason: 'first', origin: chain.canonical()[3]!.block });
    expect(events[1]).toMatchObject({ through: { number: 135 } });
  });

  it('halves a range that the node refuses', async () => {
    const chain = simulateChain(seeded(2), { finalityTag: true, longestRange: 20 });
    chain.mine(200);
    const events = await untilIdle(chain);
    const told = events.flatMap((event) => (event.type === 'backfill' ? event.blocks : []));
    const expected = chain.canonical().filter(({ block, events }) => block.number <= 135 && events.length > 0);
    expect(told.map(({ block }) => block)).toEqual(expected.map(({ block }) => block));
    expect(told.flatMap(({ events }) => events)).toEqual(expected.flatMap(({ events }) => events));
  });

  it('asks only for what is new after a restart', async () => {
    const chain = simulateChain(seeded(3), plain);
    chain.mine(200);
    const resume = resumeAfter(await untilIdle(chain));
    chain.mine(2);
    const before = chain.requests().eth_getLogs!;
    expect(types(await untilIdle(chain, resume))).toEqual(['block', 'block', 'live']);
    expect(chain.requests().eth_getLogs! - before).toBe(2);
  });

  it('tells nothing while the head stands or the node lags', async () => {
    const chain = simulateChain(seeded(4), plain);
    chain.mine(100);
    const resume = resumeAfter(await untilIdle(chain));
    chain.faults = { ...NO_FAULTS, lag: 100 };
    let looks = 0;
    const told: ChainEvent[] = [];
    const { events } = follow(chain, { resume, onPause: (stop) => ++looks === 20 && stop() });
    for await (const event of events) told.push(event);
    expect(types(told)).toEqual(['live']);
  });

  it('walks back to the block that both forks share', async () => {
    const chain = simulateChain(seeded(5), plain);
    chain.mine(100);
    const resume = resumeAfter(await untilIdle(chain));
    chain.reorg(7);
    const events = await untilIdle(chain, resume);
    expect(types(events)).toEqual(['reorg', ...Array<string>(8).fill('block'), 'live']);
    expect(events[0]).toMatchObject({ ancestor: chain.canonical()[92]!.block });
  });

  it('finds a fork while it was away for longer than the window', async () => {
    const chain = simulateChain(seeded(6), plain);
    chain.mine(100);
    const resume = resumeAfter(await untilIdle(chain));
    chain.reorg(5);
    chain.mine(300);
    expect(types(await untilIdle(chain, resume)).slice(0, 3)).toEqual(['reorg', 'backfill', 'block']);
  });

  it('begins anew when a reorg goes deeper than what can be taken back', async () => {
    const chain = simulateChain(seeded(7), plain);
    chain.mine(200);
    const resume = resumeAfter(await untilIdle(chain));
    chain.reorg(80);
    expect((await untilIdle(chain, resume))[0]).toMatchObject({ type: 'start', reason: 'finality-violated' });
  });

  it('begins anew on a chain that was replaced', async () => {
    const resume = resumeAfter(await untilIdle(mined(8, 200)));
    expect((await untilIdle(mined(9, 100), resume))[0]).toMatchObject({ type: 'start', reason: 'replaced' });
  });

  it('says once that the node cannot be used, and once that it can again', async () => {
    const chain = mined(10, 20);
    chain.faults = { ...NO_FAULTS, error: 100 };
    let pauses = 0;
    const { events, notices } = follow(chain, {
      onPause: (stop) => {
        pauses += 1;
        if (pauses === 50) chain.faults = NO_FAULTS;
        if (pauses === 60) stop();
      },
    });
    for await (const _ of events);
    expect(notices).toMatchObject([
      { type: 'trouble', error: { facts: { problem: 'it answered with error -32000: the node is unwell' } } },
      { type: 'recovered', attempts: 50 },
    ]);
    expect(JSON.stringify(notices)).not.toContain('secret-key');
  });

  it('refuses a node of another chain', async () => {
    const { events } = follow(mined(11, 20), { onPause: () => undefined });
    const other = followChain({
      ...SIMULATED_CHAIN,
      chainId: 1,
      client: mined(11, 20).client,
      resume: BEGINNING,
      pollInterval: 1,
      random: () => 0,
      report: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(events.next()).resolves.toMatchObject({ value: { type: 'start' } });
    await expect(other.next()).rejects.toMatchObject({ name: 'WrongChain', facts: { expected: 1, actual: 31337 } });
  });

  // Each seed draws its own chain, faults, reorgs and crashes; a seed that ever fails is named in the title.
  it.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'ends with the plain fold of the chain, whatever the node does (seed %i)',
    async (seed) => {
      const draw = seeded(seed * 7919 + 13);
      const chain = simulateChain(draw, { finalityTag: draw(2) === 0, longestRange: 10 + draw(200) });
      chain.mine(10 + draw(120));
      chain.faults = EVERY_FAULT;
      const store = openStore();
      const end = chain.canonical().length + 60;
      const isDone = () => chain.canonical().length >= end;
      let state = openState(store);
      let isCaughtUp = false;
      while (!isCaughtUp) {
        const { events } = follow(chain, {
          resume: state.resume(),
          onPause: (stop) => {
            if (isDone()) {
              chain.faults = NO_FAULTS;
              isCaughtUp = state.head()?.hash === chain.canonical().at(-1)!.block.hash;
              if (isCaughtUp) stop();
            } else if (draw(20) === 0) chain.reorg(1 + draw(Math.min(6, chain.canonical().length - 4)));
            else chain.mine(draw(3));
          },
        });
        for await (const event of events) {
          const isCrash = draw(50) === 0;
          if (isCrash && draw(2) === 0) break;
          state.apply(event);
          if (isCrash) break;
        }
        state = openState(store);
      }
      const expected: WorkState[] = [...naiveFold(chain.canonical())].map(([id, work]) => naiveState(id, work));
      expect(state.works().map(({ work }) => state.snapshot(work)!.state)).toEqual(expected);
    },
  );
});

function mined(seed: number, blocks: number) {
  const chain = simulateChain(seeded(seed), plain);
  chain.mine(blocks);
  return chain;
}
