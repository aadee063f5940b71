import { setTimeout } from 'node:timers/promises';
import { EngineError } from '../errors/engineError.js';
import type { BlockRef } from '../protocol/primitives.js';
import type { ChainEvent, ResumePoint, StartReason } from './chainEvent.js';
import { type ChainPlace, checkChain } from './checkChain.js';
import { type ChainReader, type Header, readChain, refOf } from './readChain.js';

export interface FollowOptions extends ChainPlace {
  resume: ResumePoint;
  /** Milliseconds between two looks at the head. */
  pollInterval: number;
  /** Uniform in 0…1: spreads the retries of many followers. */
  random: () => number;
  /** Told once when the node cannot be used or believed any more, and once when it can again. */
  report: (notice: FollowNotice) => void;
  signal: AbortSignal;
  /** Waits; ends early, and without an error, when the signal aborts. A simulation passes its own time. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export type FollowNotice = { type: 'trouble'; error: EngineError } | { type: 'recovered'; attempts: number };

/**
 * Follows a chain without missing an event, telling one twice or telling one of a block that is not on the chain: each
 * block must name the one before it as its parent, logs are asked for by block hash and checked against the block's
 * bloom, and a fork is walked back to the block both sides share. A node that merely lags changes nothing.
 *
 * Whatever may pass is retried for as long as it takes. When the consumer fails to apply an event, it must follow anew
 * from what it holds.
 * @throws WrongChain, NoContract, NoDeployBlock when a fold begins and the node does not serve the works' chain
 */
export async function* followChain(options: FollowOptions): AsyncGenerator<ChainEvent, void, void> {
  const { client, pollInterval, random, report, signal, pause = realPause } = options;
  const follower = createFollower(options, readChain(client, options.contracts));
  let failures = 0;
  while (!signal.aborted) {
    let round: Round;
    try {
      round = await follower.look();
      if (failures >= REPORTED_FAILURE) report({ type: 'recovered', attempts: failures });
      failures = 0;
    } catch (error) {
      if (!(error instanceof EngineError && error.retryable)) throw error;
      failures += 1;
      if (failures === REPORTED_FAILURE) report({ type: 'trouble', error });
      await pause(backoff(failures, random), signal);
      continue;
    }
    for (const event of round.events) {
      if (signal.aborted) return;
      yield event;
    }
    if (!round.behind) await pause(pollInterval, signal);
  }
}

/** A failure that the next attempt cures is not worth a line in the log. */
const REPORTED_FAILURE = 3;
const FIRST_BACKOFF_MS = 125;
const LONGEST_BACKOFF_MS = 10_000;

/** Blocks nearer to the head than this are never taken for settled, whatever the node says. */
const LEAST_WINDOW = 64;
/** Blocks further from the head are taken for settled, so that a chain with slow finality can be caught up with. */
const GREATEST_WINDOW = 1024;
/** How often, in blocks, it is asked how far the chain is settled. */
const FINALITY_STRIDE = 16;
/** How many blocks are asked for together when catching up. */
const BLOCKS_AT_ONCE = 16;

const FIRST_RANGE = 2_000;
const LONGEST_RANGE = 100_000;
const RANGE_GROWTH = 1.5;

interface Round {
  events: ChainEvent[];
  /** Whether there is more to tell at once. */
  behind: boolean;
}

/** Between two rounds the follower remembers exactly what it has told: nothing is noted before it is sure to be returned. */
function createFollower(options: FollowOptions, reader: ChainReader) {
  const { deployBlock, resume } = options;
  let origin = resume.origin;
  /** What was told last and can be taken back, oldest first, each the parent of the next. */
  let told: BlockRef[] = [...resume.blocks].reverse();
  let live = false;
  let range = FIRST_RANGE;
  let finalityAsked = told.at(-1)?.number ?? 0;

  const start = async (reason: StartReason): Promise<Round> => {
    origin = await checkChain(options);
    told = [];
    live = false;
    return { events: [{ type: 'start', origin, reason }], behind: true };
  };

  /** Takes back what is not on the chain that this block is on, whose parent or number clashes with what was told. */
  const reorgTo = async (block: Header): Promise<Round> => {
    let cursor = block;
    for (;;) {
      const known = toldAt(cursor.number - 1);
      if (!known) return start((await isReplaced()) ? 'replaced' : 'finality-violated');
      if (known.hash === cursor.parentHash) {
        told = told.slice(0, told.indexOf(known) + 1);
        return { events: [{ type: 'reorg', ancestor: known }], behind: true };
      }
      cursor = await reader.blockOf(cursor.parentHash);
    }
  };

  const isReplaced = async () => origin !== null && (await reader.blockAt(origin.number)).hash !== origin.hash;

  const toldAt = (number: number): BlockRef | undefined => told[number - (told[0]?.number ?? 0)];

  /** The newest block that no reorg is expected to reach. */
  const settledAt = async (head: Header): Promise<number> => {
    const finalized = (await reader.finalized())?.number ?? 0;
    return Math.max(Math.min(finalized, head.number - LEAST_WINDOW), head.number - GREATEST_WINDOW);
  };

  const backfill = async (from: number, settled: number): Promise<Round> => {
    const to = Math.min(settled, from + range - 1);
    const [through, blocks] = await Promise.all([reader.blockAt(to), reader.history(from, to)]);
    if (!blocks) {
      range = Math.ceil((to - from + 1) / 2);
      return { events: [], behind: true };
    }
    range = Math.min(LONGEST_RANGE, Math.ceil(range * RANGE_GROWTH));
    told = [refOf(through)];
    finalityAsked = to;
    return { events: [{ type: 'backfill', through: refOf(through), blocks }], behind: true };
  };

  const nextBlocks = async (from: number, head: Header): Promise<Round> => {
    const to = Math.min(head.number, from + BLOCKS_AT_ONCE - 1);
    const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const asked = await Promise.allSettled(
      numbers.map(async (number) => {
        const block = number === head.number ? head : await reader.blockAt(number);
        return { block, events: await reader.events(block) };
      }),
    );
    const blocks = fulfilledFirst(asked);
    const settled = to - finalityAsked < FINALITY_STRIDE ? null : await settledAt(head);
    const [first] = blocks;
    const last = told.at(-1);
    if (first && last && first.block.parentHash !== last.hash) return reorgTo(first.block);

    const events: ChainEvent[] = [];
    for (const { block, events: workEvents } of blocks) {
      const parent = told.at(-1);
      // The chain forked while it was read. What links is told, and the next look finds the fork.
      if (parent && block.parentHash !== parent.hash) return { events, behind: true };
      told.push(refOf(block));
      events.push({ type: 'block', block: refOf(block), parentHash: block.parentHash, events: workEvents });
    }
    if (settled !== null) events.push(...letGo(settled, from + blocks.length - 1));
    return { events, behind: from + blocks.length - 1 < head.number };
  };

  /** Forgets what no reorg will take back. */
  const letGo = (settled: number, newest: number): ChainEvent[] => {
    finalityAsked = newest;
    const block = toldAt(settled);
    if (!block || block === told[0]) return [];
    told = told.slice(told.indexOf(block));
    return [{ type: 'finalized', block }];
  };

  const goLive = (head: BlockRef): ChainEvent[] => {
    if (live) return [];
    live = true;
    return [{ type: 'live', head }];
  };

  return {
    /** One look at the node: what it tells that was not told yet. */
    async look(): Promise<Round> {
      if (!origin) return start('first');
      const head = await reader.head();
      const last = told.at(-1);
      if (last && head.number <= last.number) {
        const known = toldAt(head.number);
        if (known && known.hash !== head.hash) return reorgTo(head);
        if (!known && (await isReplaced())) return start('replaced');
        return { events: goLive(last), behind: false };
      }
      const from = last ? last.number + 1 : deployBlock;
      if (head.number < from) return { events: [], behind: false };
      if (head.number - from >= LEAST_WINDOW) {
        const settled = await settledAt(head);
        if (settled >= from) {
          const actual = last && (await reader.blockAt(last.number));
          return actual && actual.hash !== last.hash ? reorgTo(actual) : backfill(from, settled);
        }
      }
      const round = await nextBlocks(from, head);
      const newest = told.at(-1);
      if (!round.behind && newest) round.events.push(...goLive(newest));
      return round;
    },
  };
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

const backoff = (failures: number, random: () => number) =>
  Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1)) * (0.5 + random() / 2);

const realPause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);
