import fc from 'fast-check';
import { naiveFold, naiveMarket, naiveState } from '../../test/harness/naiveFold.js';
import { bytes32, type Draw, owner, randomBlock } from '../../test/harness/randomBlock.js';
import type { BlockEvents, WorkEvent } from '../chain/chainEvent.js';
import { BrokenFold, UnknownAncestor } from '../errors/stateErrors.js';
import { applyDelta } from '../protocol/applyDelta.js';
import { hashWorkState } from '../protocol/hashWorkState.js';
import { Delta, Snapshot } from '../protocol/messages.js';
import type { ChainStore } from './chainStore.js';
import { createState, type State } from './createState.js';
import { openChainStore } from './openChainStore.js';
import { offerOf } from './work.js';

const CHAIN = { chainId: 31337, layerToken: owner(100), featuredMessages: owner(101) };
const ORIGIN = { number: 0, hash: bytes32('origin'), time: 0 };

const openStore = () =>
  openChainStore({
    file: ':memory:',
    chain: CHAIN,
    now: () => new Date(0),
    onDamaged: (file) => {
      throw new Error(`damaged: ${file}`);
    },
  });

const epochs = () => {
  let count = 0;
  return () => `epoch${String(++count).padStart(4, '0')}`;
};

/** A state and the chain it was told, so that a test speaks of blocks and depths alone. */
function createTold(store: ChainStore = openStore()) {
  const newEpoch = epochs();
  let state = createState({ store, newEpoch });
  const chain: BlockEvents[] = [];
  const parentHash = () => chain.at(-1)?.block.hash ?? ORIGIN.hash;
  state.apply({ type: 'start', origin: ORIGIN, reason: 'first' });
  return {
    chain,
    get state(): State {
      return state;
    },
    block(...events: WorkEvent[]): Delta[] {
      const number = chain.length + 1;
      return this.tell({ block: { number, hash: bytes32(`${number}`), time: number * 12 }, events });
    },
    tell(block: BlockEvents): Delta[] {
      const deltas = state.apply({ type: 'block', parentHash: parentHash(), ...block });
      chain.push(block);
      return deltas;
    },
    reorg(depth: number): Delta[] {
      const ancestor = chain[chain.length - 1 - depth]!.block;
      const deltas = state.apply({ type: 'reorg', ancestor });
      chain.length -= depth;
      return deltas;
    },
    reopen(): void {
      state = createState({ store, newEpoch });
    },
  };
}

/** A screen that shows a work, applies what it is told and asks for the rest. */
function createModelScreen(work: number, state: () => State) {
  let held: Snapshot | null = null;
  const sync = () => {
    const missed = held && state().deltasSince(work, held.epoch, held.seq);
    if (!missed) held = state().snapshot(work);
    else for (const delta of missed) held = applyDelta(held!, delta) as Snapshot;
    expect(held === null || typeof held === 'object').toBe(true);
  };
  return {
    hear(deltas: Delta[]): void {
      for (const delta of deltas.filter((delta) => delta.work === work)) {
        const next = held ? applyDelta(held, delta) : 'gap';
        if (typeof next === 'object') held = next;
        else sync();
      }
    },
    sync,
    held: () => held,
  };
}

const created = (work = 1): WorkEvent[] => [
  {
    type: 'workCreated',
    work,
    artist: owner(7),
    layers: 2,
    entropy: bytes32('entropy'),
    manifestHash: bytes32('manifest'),
    manifestBytes: new Uint8Array([1, 0, 2]),
  },
  ...[0, 1, 2].flatMap((index): WorkEvent[] => [
    { type: 'transfer', work, index, from: `0x${'00'.repeat(20)}`, to: owner(index) },
    { type: 'schemaSet', work, index, bounds: word(0xff), word: word(index) },
  ]),
];
const word = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const;
const restyle = (index: number, from: number, to: number): WorkEvent => ({
  type: 'styleChanged',
  work: 1,
  index,
  by: owner(index),
  previousWord: word(from),
  newWord: word(to),
});
const post = (index: number, text = 'hello'): WorkEvent => ({
  type: 'messagePosted',
  work: 1,
  index,
  by: owner(index),
  text,
  link: '',
});
const hide = (index: number, hidden: boolean): WorkEvent => ({
  type: 'messageHidden',
  work: 1,
  index,
  by: owner(9),
  hidden,
});

describe('createState', () => {
  it('tells a restyle as one delta of one op', () => {
    const told = createTold();
    told.block(...created());
    const held = told.state.snapshot(1)!;
    const [delta, ...others] = told.block(restyle(1, 1, 5));
    expect(others).toEqual([]);
    expect(delta).toMatchObject({ prev: held.seq, ops: [{ op: 'style', token: 1, word: word(5) }] });
    expect(applyDelta(held, delta!)).toEqual(told.state.snapshot(1));
    expect(Delta.parse(delta)).toEqual(delta);
    expect(Snapshot.parse(held)).toEqual(held);
  });

  it('tells only the newest of many restyles in one block', () => {
    const told = createTold();
    told.block(...created());
    const deltas = told.block(restyle(1, 1, 5), restyle(1, 5, 6), restyle(1, 6, 7));
    expect(deltas).toMatchObject([{ ops: [{ op: 'style', token: 1, word: word(7) }] }]);
    expect(told.state.history(1, 1).map((style) => style.word)).toEqual([1, 5, 6, 7].map(word));
  });

  it('leaves block, clock and hash alone when nothing shown changes', () => {
    const told = createTold();
    told.block(...created());
    const before = told.state.snapshot(1);
    expect(told.block()).toEqual([]);
    expect(told.block(post(1), { type: 'messageCleared', work: 1, index: 1, by: owner(1) })).toEqual([]);
    expect(told.state.snapshot(1)).toEqual(before);
    expect(told.state.head()).toMatchObject({ number: 3 });
  });

  it('keeps the block of the last restyle through whatever else is shown, and goes back to it', () => {
    const told = createTold();
    told.block(...created());
    told.block(restyle(1, 1, 4));
    told.block(post(2));
    const before = told.state.snapshot(1)!;
    expect(before.state).toMatchObject({ block: { number: 3 }, restyled: { number: 2 } });
    told.block(restyle(1, 4, 5));
    const held = told.state.snapshot(1)!;
    expect(held.state.restyled).toEqual(held.state.block);
    const [delta] = told.reorg(1);
    expect(delta).toMatchObject({ block: { number: 3 }, restyled: { number: 2 } });
    expect(applyDelta(held, delta!)).toMatchObject({ state: before.state });
  });

  it('tells every word as it was at a block, and which block restyled last', () => {
    const told = createTold();
    told.block(...created());
    told.block(restyle(1, 1, 4), restyle(1, 4, 5));
    told.block(post(2));
    told.block(restyle(2, 2, 6));
    const at = (number: number) => {
      const past = told.state.wordsAt(1, number);
      return past && [past.words[1], past.words[2], past.restyled.number];
    };
    expect(at(0)).toBeNull();
    expect(at(1)).toEqual([word(1), word(2), 1]);
    expect(at(3)).toEqual([word(5), word(2), 2]);
    expect(at(99)).toEqual([word(5), word(6), 4]);
    expect(told.state.wordsAt(2, 3)).toBeNull();
    told.reorg(1);
    expect(at(99)).toEqual([word(5), word(2), 2]);
  });

  it('takes a block back with a delta whose clock rises', () => {
    const told = createTold();
    told.block(...created());
    told.block(restyle(1, 1, 4));
    const before = told.state.snapshot(1)!;
    told.block(restyle(1, 4, 5), post(2));
    const held = told.state.snapshot(1)!;
    const [delta] = told.reorg(1);
    expect(delta).toMatchObject({
      prev: held.seq,
      seq: held.seq + 1,
      block: before.state.block,
      stateHash: before.stateHash,
      ops: [{ op: 'style', word: word(4) }, { op: 'unfeature' }],
    });
    expect(told.state.history(1, 1)).toHaveLength(2);
  });

  it('tells of a rollback that changes only the block', () => {
    const told = createTold();
    told.block(...created());
    told.block(post(1));
    told.block({ type: 'messageCleared', work: 1, index: 1, by: owner(1) });
    const held = told.state.snapshot(1)!;
    const [delta] = told.reorg(2);
    expect(delta?.ops).toEqual([]);
    expect(applyDelta(held, delta!)).toEqual(told.state.snapshot(1));
  });

  it('sends screens for a snapshot when a fork creates a work anew', () => {
    const told = createTold();
    told.block();
    told.block(...created());
    told.block(restyle(1, 1, 5));
    const screen = createModelScreen(1, () => told.state);
    screen.sync();
    screen.hear(told.reorg(2));
    expect(told.state.snapshot(1)).toBeNull();
    screen.hear(told.block());
    screen.hear(told.block(...created()));
    expect(screen.held()).toEqual(told.state.snapshot(1));
    expect(screen.held()?.state.tokens[1]?.word).toBe(word(1));
  });

  it('keeps one live message a token, hides and shows it, and ends it with the ownership', () => {
    const told = createTold();
    const texts = () => told.state.snapshot(1)!.state.messages.map((message) => message.text);
    told.block(...created(), post(1, 'first'), post(2, 'other'));
    told.block(post(1, 'second'));
    expect(texts()).toEqual(['other', 'second']);
    told.block(hide(1, true));
    expect(texts()).toEqual(['other']);
    told.reopen();
    told.block(hide(1, false));
    expect(texts()).toEqual(['other', 'second']);
    told.block({ type: 'transfer', work: 1, index: 1, from: owner(1), to: owner(1) });
    expect(texts()).toEqual(['other']);
  });

  it('sets the frozen flag of the word', () => {
    const told = createTold();
    told.block(...created());
    told.block({ type: 'layerFrozen', work: 1, index: 2, by: owner(2) });
    expect(told.state.snapshot(1)?.state.tokens[2]?.word).toBe(`0x01${'0'.repeat(61)}2`);
    expect(told.state.history(1, 2).at(-1)).toMatchObject({ word: `0x01${'0'.repeat(61)}2`, by: owner(2) });
  });

  it('knows the records of works and the bounds of their tokens', () => {
    const told = createTold();
    told.block(...created());
    told.reopen();
    expect(told.state.works()).toEqual([
      {
        work: 1,
        artist: owner(7),
        entropy: bytes32('entropy'),
        manifestHash: bytes32('manifest'),
        manifestBytes: new Uint8Array([1, 0, 2]),
        layers: 2,
      },
    ]);
    expect(told.state.work(1)?.tokens.map(({ bounds }) => bounds)).toEqual([word(0xff), word(0xff), word(0xff)]);
    expect([told.state.work(2), told.state.snapshot(2), told.state.deltasSince(2, 'epoch0001', 0)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('offers a layer at the artist’s first price until it changes hands, and at its own listing before', () => {
    const told = createTold();
    const artist = owner(7);
    const token = { work: 1, index: 1 };
    const offer = (index: number) => offerOf(told.state.work(1)!, told.state.work(1)!.tokens[index]!);
    told.block();
    told.block(...created(), { type: 'workPriced', work: 1, price: '5' });
    expect([0, 1, 2].map(offer)).toEqual([null, null, null]);
    told.reorg(1);
    const minted = created().map((event) => (event.type === 'transfer' ? { ...event, to: artist } : event));
    told.block(...minted, { type: 'workPriced', work: 1, price: '5' });
    const first = { kind: 'first', seller: artist, price: '5' };
    expect([0, 1, 2].map(offer)).toEqual([null, first, first]);
    told.block({ type: 'listed', ...token, seller: artist, price: '9' });
    expect(offer(1)).toEqual({ kind: 'listing', seller: artist, price: '9' });
    const sale = { seller: artist, buyer: owner(2), price: '9', royalty: '1' };
    told.block({ type: 'sold', ...token, ...sale }, { type: 'transfer', ...token, from: artist, to: owner(2) });
    expect(offer(1)).toBeNull();
    expect(told.state.sales(1)).toMatchObject([{ ...token, ...sale, block: { number: 4 }, position: 0 }]);
    told.reorg(1);
    expect([offer(1)?.price, told.state.sales(1)]).toEqual(['9', []]);
  });

  it.each([
    ['a restyle that does not follow on the last', restyle(1, 9, 5)],
    ['a token nobody created', restyle(3, 0, 5)],
    ['a work created twice', created()[0]!],
    ['a message hidden that nobody posted', hide(1, true)],
  ])('refuses %s and stays as it was', (_, event) => {
    const told = createTold();
    told.block(...created());
    const before = told.state.snapshot(1);
    expect(() => told.block(restyle(2, 2, 3), event)).toThrow(BrokenFold);
    expect(told.state.snapshot(1)).toEqual(before);
    told.reopen();
    expect(told.state.snapshot(1)).toEqual(before);
    expect(told.state.head()).toMatchObject({ number: 1 });
  });

  it('refuses a block that is not the next', () => {
    const told = createTold();
    told.block();
    const block = { number: 2, hash: bytes32('x'), time: 0 };
    expect(() => told.state.apply({ type: 'block', block, parentHash: bytes32('y'), events: [] })).toThrow(BrokenFold);
  });

  it('refuses to go back further than it can undo', () => {
    const told = createTold();
    for (let count = 0; count < 5; count++) told.block();
    told.state.apply({ type: 'finalized', block: told.chain[2]!.block });
    expect(() => told.state.apply({ type: 'reorg', ancestor: told.chain[1]!.block })).toThrow(UnknownAncestor);
    expect(told.reorg(2)).toEqual([]);
    expect(told.state.resume().blocks).toEqual([told.chain[2]!.block]);
  });

  it('keeps the last art up while the chain is folded again, then replaces it at once', () => {
    const told = createTold();
    told.block(...created());
    told.block(restyle(1, 1, 5));
    const last = told.state.snapshot(1)!;
    const screen = createModelScreen(1, () => told.state);
    screen.sync();

    told.state.apply({ type: 'start', origin: ORIGIN, reason: 'finality-violated' });
    const through = { number: 4, hash: bytes32('through'), time: 48 };
    const block = { number: 3, hash: bytes32('other 3'), time: 36 };
    expect(told.state.apply({ type: 'backfill', through, blocks: [{ block, events: created() }] })).toEqual([]);
    expect(told.state.snapshot(1)).toEqual(last);
    expect(told.state.deltasSince(1, last.epoch, last.seq)).toEqual([]);

    const deltas = told.state.apply({ type: 'live', head: through });
    screen.hear(deltas);
    expect(screen.held()).toMatchObject({ epoch: 'epoch0002', state: { block } });
    expect(screen.held()!.seq).toBeGreaterThan(last.seq);
    expect(told.state.apply({ type: 'live', head: through })).toEqual([]);
  });

  it('folds a backfilled stretch into one delta a work', () => {
    const told = createTold();
    told.block(...created());
    const held = told.state.snapshot(1)!;
    const at = (number: number) => ({ number, hash: bytes32(`late ${number}`), time: number });
    const blocks = [
      { block: at(5), events: [restyle(1, 1, 5)] },
      { block: at(8), events: [restyle(1, 5, 6), restyle(2, 2, 3)] },
    ];
    const [delta] = told.state.apply({ type: 'backfill', through: at(9), blocks });
    expect(delta?.ops).toHaveLength(2);
    expect(applyDelta(held, delta!)).toEqual(told.state.snapshot(1));
    expect(told.state.snapshot(1)?.state.block).toEqual(at(8));
    expect(told.state.resume().blocks).toEqual([at(9)]);
  });

  it('equals a plain fold of the chain, on every screen, whatever reorgs and restarts come', () => {
    const step = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          do: fc.constant('block' as const),
          draws: fc.array(fc.nat(), { minLength: 1, maxLength: 40 }),
        }),
      },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('reorg' as const), depth: fc.integer({ min: 1, max: 6 }) }) },
      { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
      { weight: 1, arbitrary: fc.constant({ do: 'finalize' as const }) },
      { weight: 2, arbitrary: fc.constant({ do: 'away' as const }) },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const store = openStore();
        const told = createTold(store);
        told.block();
        const screens = [1, 2, 3].map((work) => createModelScreen(work, () => told.state));
        let away = false;
        let finalized = 0;
        let clock = 0;
        const hear = (deltas: Delta[]) => {
          for (const delta of deltas) {
            expect(delta.seq).toBeGreaterThan(clock);
            clock = delta.seq;
          }
          for (const [at, screen] of screens.entries()) if (at > 0 || !away) screen.hear(deltas);
        };
        for (const step of steps) {
          if (step.do === 'block') {
            hear(told.tell(randomBlock(naiveFold(told.chain), told.chain.length + 1, drawFrom(step.draws))));
          } else if (step.do === 'reorg') {
            const depth = Math.min(step.depth, told.chain.length - 1 - finalized);
            if (depth > 0) hear(told.reorg(depth));
          } else if (step.do === 'reopen') {
            told.reopen();
          } else if (step.do === 'finalize') {
            finalized = Math.max(finalized, told.chain.length - 4);
            told.state.apply({ type: 'finalized', block: told.chain[finalized]!.block });
          } else {
            away = !away;
            if (!away) screens[0]!.sync();
          }
        }
        screens[0]!.sync();
        const expected = [...naiveFold(told.chain)].map(([id, work]) => naiveState(id, work));
        const works = told.state.works().map((record) => record.work);
        expect(works.map((work) => told.state.snapshot(work)?.state)).toEqual(expected);
        const market = [...naiveFold(told.chain).values()].map(naiveMarket);
        expect(works.map((work) => keptMarket(told.state, work))).toEqual(market);
        for (const [at, screen] of screens.entries()) {
          const shown = told.state.snapshot(at + 1);
          if (!shown) continue;
          expect(shown.stateHash).toBe(hashWorkState(shown.state));
          expect(screen.held()).toEqual(shown);
        }
        told.reopen();
        expect(works.map((work) => told.state.snapshot(work)?.state)).toEqual(expected);
        expect(works.map((work) => keptMarket(told.state, work))).toEqual(market);
        store.close();
      }),
      { numRuns: 1000 },
    );
  });
});

/** What the state keeps of a work that screens are not told, in the naive fold's terms. */
function keptMarket(state: State, number: number): ReturnType<typeof naiveMarket> {
  const { firstPrice, tokens } = state.work(number)!;
  const styles = tokens.flatMap(({ index }) => state.history(number, index));
  return {
    firstPrice,
    tokens: tokens.map(({ epoch, loan, listing, auction }) => ({ epoch, loan, listing, auction })),
    sales: state
      .sales(number)
      .map(({ block, index, seller, buyer, price, royalty }) => [block.number, index, seller, buyer, price, royalty]),
    styles: styles
      .sort((a, b) => a.block.number - b.block.number || a.position - b.position)
      .map(({ block, index, word }) => [block.number, index, word]),
  };
}

function drawFrom(draws: number[]): Draw {
  let at = 0;
  return (below) => draws[at++ % draws.length]! % below;
}
