import { pino } from 'pino';
import type { ChainEvent, ResumePoint } from '../../engine/chain/chainEvent.js';
import { BrokenFold, StoreDamaged, StoreNotWritten } from '../../engine/errors/stateErrors.js';
import type { BlockRef } from '../../engine/protocol/primitives.js';
import { createState } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';
import { waitFor } from '../../test/harness/waitFor.js';
import { type AppliedEvent, EngineService, type Follow } from './engineService.js';

const block = (number: number): BlockRef => ({
  number,
  hash: `0x${number.toString(16).padStart(64, '0')}`,
  time: 1_700_000_000 + number,
});

/** An engine on a real state that is told one list of events for each time it follows the chain. */
function engineTold(...lives: (ChainEvent | Error)[][]) {
  const address = `0x${'aa'.repeat(20)}` as const;
  const store = openChainStore({
    file: ':memory:',
    chain: { chainId: 1, layerToken: address, featuredMessages: address },
    now: () => new Date(0),
    onDamaged: () => {},
  });
  const followed: ResumePoint[] = [];
  let told: () => void;
  const allTold = new Promise<void>((resolve) => {
    told = resolve;
  });
  const follow: Follow = async function* (resume, _report, signal) {
    const life = lives[followed.length];
    followed.push(resume);
    for (const event of life ?? []) {
      if (event instanceof Error) throw event;
      yield event;
    }
    told();
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  };
  const state = createState({ store, newEpoch: () => 'epoch0001' });
  const engine = new EngineService(state, follow, pino({ enabled: false }));
  engine.onApplicationBootstrap();
  return { engine, followed, allTold };
}

const start = (reason: 'first' | 'finality-violated'): ChainEvent => ({ type: 'start', origin: block(1), reason });
const live: ChainEvent = { type: 'live', head: block(1) };

test('is live once everything up to the head was told', async () => {
  const { engine, allTold } = engineTold([start('first'), { type: 'backfill', through: block(1), blocks: [] }, live]);
  expect(engine.awaited()).toBe('waiting for the first block of the chain');
  await allTold;
  expect([engine.isLive(), engine.awaited(), engine.head()]).toEqual([true, null, block(1)]);
  await engine.onModuleDestroy();
});

test('keeps the alarm of a violated finality up, and is not ready until the chain is read again', async () => {
  const { engine, allTold } = engineTold([start('first'), live, start('finality-violated')]);
  await allTold;
  expect([engine.finalityViolated(), engine.isLive()]).toEqual([true, false]);
  await engine.onModuleDestroy();
});

test.each([
  ['events that do not follow from the state', new BrokenFold('a token changed before its work', {})],
  ['a store that no longer makes sense', new StoreDamaged('chain.db', 'malformed', null)],
])('follows from the beginning again after %s', async (_, broken) => {
  const read: ChainEvent = { type: 'backfill', through: block(1), blocks: [] };
  const { engine, followed, allTold } = engineTold([start('first'), read, live, broken], [start('first'), read, live]);
  await allTold;
  expect(followed[1]).toEqual({ origin: null, blocks: [] });
  expect([engine.isLive(), engine.trouble()]).toEqual([true, null]);
  await engine.onModuleDestroy();
});

test('says why nothing can be kept on a full disk, and goes on from what it holds', async () => {
  const full = new StoreNotWritten('chain.db', true, 'database or disk is full', null);
  const read: ChainEvent = { type: 'backfill', through: block(1), blocks: [] };
  const { engine, followed, allTold } = engineTold([start('first'), read, live, full], [live]);
  await waitFor('the trouble', () => engine.trouble());
  expect(engine.concerns()).toEqual([expect.stringMatching(/disk .* is full.*The last state stays up/)]);
  await allTold;
  expect(followed[1]).toEqual({ origin: block(1), blocks: [block(1)] });
  expect([engine.trouble(), engine.concerns()]).toEqual([null, []]);
  await engine.onModuleDestroy();
});

test('tells how deep a reorg went', async () => {
  const next = (number: number): ChainEvent => ({
    ...{ type: 'block', block: block(number), parentHash: block(number - 1).hash, events: [] },
  });
  const { engine, allTold } = engineTold([start('first'), next(2), next(3), { type: 'reorg', ancestor: block(2) }]);
  const applied: AppliedEvent[] = [];
  engine.applied.subscribe((event) => applied.push(event));
  await allTold;
  expect(applied.map(({ event, depth }) => [event.type, depth])).toEqual([
    ['start', 0],
    ['block', 0],
    ['block', 0],
    ['reorg', 1],
  ]);
  await engine.onModuleDestroy();
});
