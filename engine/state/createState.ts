import type { BlockEvents, ChainEvent, ResumePoint } from '../chain/chainEvent.js';
import { BrokenFold, UnknownAncestor } from '../errors/stateErrors.js';
import { restyledBy } from '../protocol/applyDelta.js';
import { hashWorkState } from '../protocol/hashWorkState.js';
import type { Delta, Snapshot } from '../protocol/messages.js';
import { type BlockRef, type Hex, PROTOCOL_VERSION } from '../protocol/primitives.js';
import type { WorkState } from '../protocol/workState.js';
import type { ChainStore, ChangedWork, SaleRecord, StyleRecord, Undo } from './chainStore.js';
import { diffStates } from './diffStates.js';
import { projectBlock } from './projectBlock.js';
import { shownState, type Work, type WorkRecord } from './work.js';

/** What every work is, at the block that was applied last. */
export interface State {
  /**
   * Applies the follower's next event. When it returns, the store holds the event and the deltas, so that they can be
   * told to screens. When it throws, nothing changed; follow again from `resume()`.
   * @returns one delta for each work of which screens see something else now. One with `prev` 0 announces a work or a
   *   new epoch: screens that hold something answer it with `sync`
   * @throws BrokenFold when an event does not follow from the state, UnknownAncestor when a reorg goes too deep: apply a
   *   `start` and follow again from `resume()`
   */
  apply(event: ChainEvent): Delta[];
  /** Where a follower goes on. */
  resume(): ResumePoint;
  /** The block applied last. */
  head(): BlockRef | null;
  works(): WorkRecord[];
  snapshot(work: number): Snapshot | null;
  /** What a screen missed since a clock, or null when only a snapshot can tell it. */
  deltasSince(work: number, epoch: string, since: number): Delta[] | null;
  /** The work whole, as the contracts have it: also what no screen shows. */
  work(work: number): Work | null;
  /**
   * Every token's word as it was at the end of a block.
   * @returns null when the work was not whole by then
   */
  wordsAt(work: number, block: number): PastWords | null;
  /** Every style a token had, oldest first, from the word it was created with. */
  history(work: number, index: number): StyleRecord[];
  /** Every sale of a work's tokens, oldest first. */
  sales(work: number): SaleRecord[];
}

/** The words of a work at a block. */
export interface PastWords {
  /** By token index. */
  words: Hex[];
  /** The block that last changed one of them by then. */
  restyled: BlockRef;
}

export interface StateOptions {
  store: ChainStore;
  /** A name no other life of this or any other server's state has: 8 to 32 of 0-9 and a-z, drawn at random. */
  newEpoch: () => string;
}

/**
 * Opens the state that a store holds. It is a pure fold of the chain's events and the only writer of its store.
 *
 * While the chain is folded again after a `start`, what was shown before stays up; it is replaced at once by `live`.
 */
export function createState({ store, newEpoch }: StateOptions): State {
  const stored = store.load();
  let origin: BlockRef | null = stored?.origin ?? null;
  /** Newest first; the oldest is as far back as a reorg can be undone. */
  let blocks: BlockRef[] = [...(stored?.blocks ?? [])];
  let seq = stored?.seq ?? 0;
  let folded: Life = { epoch: stored?.epoch ?? '', works: new Map() };
  for (const { work, seq } of stored?.works ?? []) folded.works.set(work.record.work, shownWork(work, seq));
  let served = folded;

  const start = (block: BlockRef) => {
    const epoch = newEpoch();
    store.begin(epoch, block, seq);
    [origin, blocks] = [block, []];
    folded = { epoch, works: new Map() };
    if (served.works.size === 0) served = folded;
  };

  const advance = (head: BlockRef, told: BlockEvents[], settled: boolean): Delta[] => {
    const after = new Map<number, Work>();
    const styles: StyleRecord[] = [];
    const sales: SaleRecord[] = [];
    for (const block of told) {
      const changed = projectBlock((work) => after.get(work) ?? folded.works.get(work)?.work, block);
      for (const [number, work] of changed) after.set(number, work);
      styles.push(...stylesOf(block, after));
      sales.push(...salesOf(block));
    }
    const change = changeTo(after);
    const undo = settled || after.size === 0 ? null : undoOf(head.number, change.works);
    store.advance({ ...change, head, settled, undo, styles, sales });
    blocks = settled ? [head] : [head, ...blocks];
    return adopt(change);
  };

  const rollback = (ancestor: BlockRef): Delta[] => {
    const depth = blocks.findIndex(({ hash }) => hash === ancestor.hash);
    if (depth < 0) throw new UnknownAncestor(ancestor.number, ancestor.hash, windowOf(blocks));
    const after = new Map<number, Work | null>();
    for (const undo of store.undoAfter(ancestor.number)) {
      for (const { work, before } of undo.works) {
        const record = folded.works.get(work)?.work.record;
        after.set(work, before && record ? { ...before, record } : null);
      }
    }
    const change = changeTo(after);
    store.rollback(ancestor, change);
    blocks = blocks.slice(depth);
    return adopt(change);
  };

  /** What screens must be told so that they show these works. */
  const changeTo = (after: Map<number, Work | null>): PreparedChange => {
    let clock = seq;
    const deltas: Delta[] = [];
    const shown = new Map<number, ShownWork | null>();
    const works: ChangedWork[] = [];
    for (const [number, work] of after) {
      const held = folded.works.get(number);
      const next = work && shownWork(work, held?.seq ?? 0);
      if (next && next.stateHash !== held?.stateHash) {
        clock += 1;
        next.seq = clock;
        deltas.push(deltaOf(folded.epoch, held, next));
      }
      shown.set(number, next);
      works.push({ work: number, before: held?.work ?? null, after: work, seq: next?.seq ?? 0 });
    }
    return { seq: clock, works, deltas, shown };
  };

  /** Takes over what the store has committed. */
  const adopt = (change: PreparedChange): Delta[] => {
    seq = change.seq;
    for (const [number, shown] of change.shown) {
      if (shown) folded.works.set(number, shown);
      else folded.works.delete(number);
    }
    return served === folded ? change.deltas : [];
  };

  const goLive = (): Delta[] => {
    if (served === folded) return [];
    store.publish();
    served = folded;
    return [...folded.works.values()].map((shown) => deltaOf(folded.epoch, undefined, shown));
  };

  return {
    apply(event) {
      switch (event.type) {
        case 'start':
          start(event.origin);
          return [];
        case 'backfill':
          return advance(event.through, event.blocks, true);
        case 'block':
          requireNext(event.block, event.parentHash, blocks[0]);
          return advance(event.block, [event], false);
        case 'reorg':
          return rollback(event.ancestor);
        case 'finalized':
          store.prune(event.block.number);
          blocks = blocks.filter(({ number }) => number >= event.block.number);
          return [];
        case 'live':
          return goLive();
      }
    },
    resume: () => ({ origin, blocks }),
    head: () => blocks[0] ?? null,
    works: () => [...served.works.values()].map(({ work }) => work.record),
    snapshot(work) {
      const shown = served.works.get(work);
      if (!shown) return null;
      const { seq, state, stateHash } = shown;
      return { v: PROTOCOL_VERSION, epoch: served.epoch, seq, state, stateHash };
    },
    deltasSince(work, epoch, since) {
      const shown = served.works.get(work);
      if (!shown || epoch !== served.epoch) return null;
      if (since === shown.seq) return [];
      const deltas = store.deltasAfter(work, since);
      return deltas[0]?.prev === since ? deltas : null;
    },
    work: (work) => served.works.get(work)?.work ?? null,
    wordsAt(work, block) {
      const styles = store.stylesAt(work, block);
      const [first, ...others] = styles;
      if (!first || styles.length !== served.works.get(work)?.work.tokens.length) return null;
      const restyled = others.reduce(
        (last, style) => (style.block.number > last.number ? style.block : last),
        first.block,
      );
      return { words: styles.map(({ word }) => word), restyled };
    },
    history: (work, index) => store.history(work, index),
    sales: (work) => store.sales(work),
  };
}

/** One unbroken life of the state, under one epoch. */
interface Life {
  epoch: string;
  works: Map<number, ShownWork>;
}

interface ShownWork {
  work: Work;
  state: WorkState;
  stateHash: Hex;
  /** The clock of the work's last delta. */
  seq: number;
}

interface PreparedChange {
  seq: number;
  works: ChangedWork[];
  deltas: Delta[];
  shown: Map<number, ShownWork | null>;
}

function shownWork(work: Work, seq: number): ShownWork {
  const state = shownState(work);
  return { work, state, stateHash: hashWorkState(state), seq };
}

function deltaOf(epoch: string, held: ShownWork | undefined, { state, stateHash, seq }: ShownWork): Delta {
  const { work, block, restyled } = state;
  const ops = held ? diffStates(held.state, state) : [];
  const isTold = !held || restyledBy(held.state, { block, ops }).hash === restyled.hash;
  return {
    v: PROTOCOL_VERSION,
    work,
    epoch,
    prev: held?.seq ?? 0,
    seq,
    block,
    ...(isTold ? {} : { restyled }),
    ops,
    stateHash,
  };
}

function requireNext(block: BlockRef, parentHash: Hex, head: BlockRef | undefined): void {
  if (!head || (block.number === head.number + 1 && parentHash === head.hash)) return;
  throw new BrokenFold('a block does not follow on the last one', {
    block: block.number,
    parentHash,
    head: head.number,
    headHash: head.hash,
  });
}

/** The styles a block gave to tokens. */
function stylesOf({ block, events }: BlockEvents, after: Map<number, Work>): StyleRecord[] {
  return events.flatMap((event, position) => {
    const work = after.get(event.work);
    switch (event.type) {
      case 'schemaSet':
        return work ? [{ ...styleAt(event, block, position), by: work.record.artist, word: event.word }] : [];
      case 'styleChanged':
        return [{ ...styleAt(event, block, position), by: event.by, word: event.newWord }];
      case 'layerFrozen': {
        // Nothing restyles a frozen layer, so its word after the block is the one the freeze left.
        const token = work?.tokens[event.index];
        return token ? [{ ...styleAt(event, block, position), by: event.by, word: token.word }] : [];
      }
      default:
        return [];
    }
  });
}

/** The sales of a block. */
function salesOf({ block, events }: BlockEvents): SaleRecord[] {
  return events.flatMap((event, position) => {
    if (event.type !== 'sold' && event.type !== 'auctionSettled') return [];
    const { work, index, seller, royalty } = event;
    const [buyer, price] = event.type === 'sold' ? [event.buyer, event.price] : [event.winner, event.amount];
    return [{ work, index, block, position, seller, buyer, price, royalty }];
  });
}

const styleAt = ({ work, index }: { work: number; index: number }, block: BlockRef, position: number) => ({
  work,
  index,
  block,
  position,
});

const undoOf = (number: number, works: ChangedWork[]): Undo => ({
  number,
  works: works.map(({ work, before }) => ({ work, before: before && withoutRecord(before) })),
});

const withoutRecord = ({ record: _, ...work }: Work) => work;

function windowOf(blocks: readonly BlockRef[]): { oldest: number; newest: number } | null {
  const [newest, oldest] = [blocks[0], blocks.at(-1)];
  return newest && oldest ? { oldest: oldest.number, newest: newest.number } : null;
}
