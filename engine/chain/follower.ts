import { ChainInconsistent } from '../errors/chainErrors.js';
import type { BlockRef } from '../protocol/primitives.js';
import type { ChainEvent, ResumePoint, StartReason, WorkEvent } from './chainEvent.js';
import type { Header } from './chainReader.js';
import type { ChainNode, NodePool } from './nodePool.js';
import { createRangeSize } from './rangeSize.js';
import { refOf } from './readChain.js';
import { findSettled, isSettled, LEAST_BLOCKS, settledBounds } from './reorgWindow.js';

export interface Follower {
  /** One look at a node: what it tells that was not told yet. */
  look(node: ChainNode): Promise<Round>;
  /** Reads what was told of late a second time, by range. */
  recheck(node: ChainNode): Promise<Round>;
}

export interface Round {
  events: ChainEvent[];
  /** The node's newest block. */
  head: BlockRef | null;
  /** Whether there is more to tell at once. */
  isBehind: boolean;
}

export interface FollowerOptions {
  pool: NodePool;
  resume: ResumePoint;
  /** Seconds behind the head within which a reorg is expected. */
  reorgWindow: number;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

/** How often, in blocks, it is asked how far the chain is settled. */
const FINALITY_STRIDE = 16;
/** How many blocks are asked for together when catching up. */
const BLOCKS_AT_ONCE = 16;
/** History nearer to the head than this is read with every header; older history by its logs alone, twice. */
const PROVEN_BLOCKS = 2_048;
/** How many headers are asked for together. */
const PROVEN_AT_ONCE = 100;
/** Milliseconds without a new block after which the other nodes are asked for theirs. */
const STALL_MS = 15_000;
/** How many blocks are read a second time. */
const RECHECKED_BLOCKS = 256;
/** The newest blocks are left out of it: they may be in the middle of a reorg. */
const MOVING_BLOCKS = 4;

const NOTHING_SETTLED = { through: -1, node: null, head: -1 };

interface Told {
  block: BlockRef;
  /** Null for a block that an earlier follower told. */
  events: WorkEvent[] | null;
}

/** Between two rounds the follower remembers exactly what it has told: nothing is noted before it is sure to be returned. */
export function createFollower({ pool, resume, reorgWindow, now }: FollowerOptions): Follower {
  let origin = resume.origin;
  /** What was told last and can be taken back, oldest first, each the parent of the next. */
  let told = [...resume.blocks].reverse().map((block): Told => ({ block, events: null }));
  const lastTold = () => told.at(-1)?.block;
  /** The node that told the last of it. */
  let teller: ChainNode | null = null;
  /** The highest block that any node ever had, and the node that had it first. */
  let highest: { number: number; node: ChainNode | null } = { number: leastHeight(resume), node: null };
  let isLive = false;
  let finalityAsked = told.at(-1)?.block.number ?? 0;
  let grewAt = now();
  /** How far a node's chain was settled when last asked for a backfill. */
  let settled: { through: number; node: ChainNode | null; head: number } = NOTHING_SETTLED;
  const range = createRangeSize();

  const toldAt = (number: number) => told[number - (told[0]?.block.number ?? 0)]?.block;

  const start = async (node: ChainNode, reason: StartReason): Promise<Round> => {
    origin = (await pool.identifyAnew(node)).origin;
    told = [];
    teller = null;
    highest = { number: -1, node: null };
    settled = NOTHING_SETTLED;
    isLive = false;
    return { events: [{ type: 'start', origin, reason }], head: null, isBehind: true };
  };

  /** A node that others gainsay takes nothing back. */
  const requireUncontested = async (node: ChainNode, head: BlockRef, held: readonly BlockRef[]) => {
    const newest = held.at(-1);
    if (!newest) return;
    // The node that told the block may take it back, and so may one whose chain is longer than any that was seen.
    if (!(await pool.isGainsaid(node, head, held, node === teller || node === highest.node))) return;
    throw new ChainInconsistent(node.host, 'fork', `it has another block ${newest.number} than the other nodes`);
  };

  /** Whether the chain the fold began on is gone. */
  const isReplaced = async (node: ChainNode) =>
    origin !== null && (await node.reader.blockAt(origin.number)).hash !== origin.hash;

  const startReplaced = async (node: ChainNode, head: BlockRef): Promise<Round> => {
    await requireUncontested(node, head, origin ? [origin] : []);
    return start(node, 'replaced');
  };

  /** Takes back what is not on the chain that this block is on, whose parent or number clashes with what was told. */
  const reorgTo = async (node: ChainNode, head: Header, block: Header): Promise<Round> => {
    await requireUncontested(
      node,
      head,
      told.map(({ block: held }) => held),
    );
    let cursor = block;
    for (;;) {
      const known = toldAt(cursor.number - 1);
      if (!known) return (await isReplaced(node)) ? startReplaced(node, head) : start(node, 'finality-violated');
      if (known.hash === cursor.parentHash) {
        told = told.slice(0, known.number - (told[0]?.block.number ?? 0) + 1);
        teller = node;
        return { events: [{ type: 'reorg', ancestor: known }], head, isBehind: true };
      }
      cursor = await node.reader.blockOf(cursor.parentHash);
    }
  };

  const backfill = async (node: ChainNode, from: number, head: Header): Promise<Round> => {
    const isProven = head.number - from < PROVEN_BLOCKS;
    const length = Math.min(settled.through - from + 1, range.blocks(), isProven ? PROVEN_AT_ONCE : Infinity);
    const to = from + length - 1;
    const history = await node.reader.history(from, to, isProven).catch((error) => {
      // There are nodes that cut an answer they find too long, and do not say so.
      if (error instanceof ChainInconsistent && error.facts.kind === 'missing-logs') range.refused(length);
      throw error;
    });
    if (!history) {
      range.refused(length);
      return { events: [], head, isBehind: true };
    }
    const { first, ...stretch } = history;
    const last = lastTold();
    if (last && first.parentHash !== last.hash) return reorgTo(node, head, first);
    range.worked(
      length,
      stretch.blocks.reduce((sum, { events }) => sum + events.length, 0),
    );
    told = [{ block: stretch.through, events: null }];
    teller = node;
    finalityAsked = to;
    return { events: [{ type: 'backfill', ...stretch }], head, isBehind: true };
  };

  const nextBlocks = async (node: ChainNode, from: number, head: Header): Promise<Round> => {
    const to = Math.min(head.number, from + BLOCKS_AT_ONCE - 1);
    const asked = await Promise.allSettled(
      Array.from({ length: to - from + 1 }, async (_, at) => {
        const block = from + at === head.number ? head : await node.reader.blockAt(from + at);
        return { block, events: await node.reader.events(block) };
      }),
    );
    const blocks = fulfilledFirst(asked);
    const isFinalityDue = to - finalityAsked >= FINALITY_STRIDE;
    const bounds = isFinalityDue ? await settledBounds(node.reader, head, reorgWindow) : null;
    const [first] = blocks;
    const last = lastTold();
    if (first && last && first.block.parentHash !== last.hash) return reorgTo(node, head, first.block);

    const events: ChainEvent[] = [];
    for (const { block, events: workEvents } of blocks) {
      const parent = lastTold();
      // The chain forked while it was read. What links is told, and the next look finds the fork.
      if (parent && block.parentHash !== parent.hash) return { events, head, isBehind: true };
      told.push({ block: refOf(block), events: workEvents });
      teller = node;
      events.push({ type: 'block', block: refOf(block), parentHash: block.parentHash, events: workEvents });
    }
    if (bounds) {
      finalityAsked = from + blocks.length - 1;
      const newestSettled = told.findLastIndex(({ block }) => isSettled(block, bounds));
      told = told.slice(Math.max(0, newestSettled));
      const [oldest] = told;
      if (newestSettled > 0 && oldest) events.push({ type: 'finalized', block: oldest.block });
    }
    return { events, head, isBehind: from + blocks.length - 1 < head.number };
  };

  const goLive = (head: BlockRef): ChainEvent[] => {
    if (isLive) return [];
    isLive = true;
    return [{ type: 'live', head }];
  };

  /** The node has nothing new. */
  const stand = async (node: ChainNode, head: Header, last: BlockRef): Promise<Round> => {
    if (now() - grewAt >= STALL_MS) {
      grewAt = now();
      await pool.preferAhead(node, head);
    }
    return { events: goLive(last), head, isBehind: false };
  };

  return {
    async look(node) {
      if (!origin) return start(node, 'first');
      const identity = await pool.identify(node);
      const head = await node.reader.head();
      if (head.number > highest.number) highest = { number: head.number, node };
      if (identity.origin.hash !== origin.hash) return startReplaced(node, head);
      const last = lastTold();
      if (last && head.number <= last.number) {
        const known = toldAt(head.number);
        if (known && known.hash !== head.hash) return reorgTo(node, head, head);
        if (!known && (await isReplaced(node))) return startReplaced(node, head);
        return stand(node, head, last);
      }
      const from = last ? last.number + 1 : origin.number;
      if (head.number < from) return { events: [], head, isBehind: false };
      grewAt = now();
      if (head.number - from > LEAST_BLOCKS) {
        // What is settled on a long chain may be in the middle of a fork of a node that has fallen behind.
        const isOther = settled.node !== node || head.number < settled.head;
        if (isOther || settled.through < from) {
          const through = await findSettled(node.reader, await settledBounds(node.reader, head, reorgWindow));
          settled = { through: through ?? -1, node, head: head.number };
        }
        if (settled.through >= from) return backfill(node, from, head);
      }
      const round = await nextBlocks(node, from, head);
      const newest = lastTold();
      if (!round.isBehind && newest) round.events.push(...goLive(newest));
      return round;
    },

    async recheck(node) {
      const nothing: Round = { events: [], head: null, isBehind: false };
      const stretch = told.slice(0, -MOVING_BLOCKS).slice(-RECHECKED_BLOCKS);
      const kept = stretch.flatMap(({ block, events }) => (events ? [{ block, events }] : []));
      const [first, last] = [kept[0]?.block, kept.at(-1)?.block];
      if (!first || !last || first === last) return nothing;
      await pool.identify(node);
      const history = await node.reader.history(first.number, last.number, false);
      const events = new Map(history?.blocks.map(({ block, events }) => [block.hash, events]));
      for (const { block, events: before } of history ? kept : []) {
        if (sameEvents(before, events.get(block.hash) ?? [])) continue;
        const header = await node.reader.blockAt(block.number);
        // Another block stands there now: the next look finds the fork.
        if (header.hash !== block.hash) return nothing;
        if (!sameEvents(before, await node.reader.events(header))) return start(node, 'missed');
      }
      return nothing;
    },
  };
}

/**
 * How high the chain was at least when an earlier follower told the last of it. Its oldest block that can be taken back was
 * settled, with so many blocks on top of it; only the block of deployment may have been new.
 */
function leastHeight({ origin, blocks }: ResumePoint): number {
  const [newest, oldest] = [blocks[0], blocks.at(-1)];
  if (!newest || !oldest) return -1;
  return oldest.number === origin?.number ? newest.number : Math.max(newest.number, oldest.number + LEAST_BLOCKS);
}

/** The answers before the first failure; when there is none, the failure is thrown. */
function fulfilledFirst<T>(settled: readonly PromiseSettledResult<T>[]): T[] {
  const values: T[] = [];
  for (const result of settled) {
    if (result.status === 'fulfilled') values.push(result.value);
    else if (values.length > 0) return values;
    else throw result.reason;
  }
  return values;
}

const sameEvents = (some: readonly WorkEvent[], others: readonly WorkEvent[]) =>
  JSON.stringify(some) === JSON.stringify(others);
