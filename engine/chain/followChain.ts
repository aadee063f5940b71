import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { PublicClient } from 'viem';
import type { EngineError } from '../errors/engineError.js';
import type { BlockRef } from '../protocol/primitives.js';
import type { ChainEvent, ResumePoint } from './chainEvent.js';
import type { Contracts } from './checkChain.js';
import { createFollower, type Round } from './follower.js';
import { type ChainNode, createNodePool, type NodeNotice } from './nodePool.js';

export interface FollowOptions {
  /** The nodes of the chain: one is used, the others take over when it fails. */
  clients: readonly PublicClient[];
  chainId: number;
  contracts: Contracts;
  resume: ResumePoint;
  /** Milliseconds between two looks at the head. */
  pollInterval: number;
  /** Seconds behind the head within which a reorg is expected. A deeper one raises the alarm. */
  reorgWindow: number;
  /** Calls a second to each node at most. */
  rate: number;
  /** Uniform in 0…1: spreads the retries of many followers. */
  random: () => number;
  report: (notice: FollowNotice) => void;
  signal: AbortSignal;
  /** Rings when there may be a new head. It only wakes: what it says is not believed, and it may fall silent. */
  heads?: (ring: () => void) => void;
  /** Milliseconds of a clock that never goes back. A simulation passes its own. */
  now?: () => number;
  /** Waits; ends early, and without an error, when the signal aborts. A simulation passes its own time. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export type FollowNotice =
  /** Told once when the chain cannot be read or believed any more, and once when it can again. */
  | { type: 'trouble'; error: EngineError }
  | { type: 'recovered'; attempts: number }
  /** A node's newest block. */
  | { type: 'looked'; host: string; head: BlockRef }
  | NodeNotice;

/**
 * Follows a chain without missing an event, telling one twice or telling one of a block that is not on the chain: each
 * block must name the one before it as its parent, its logs are proven by its header's receipts root, and a fork is walked
 * back to the block both sides share. A node that merely lags, or that the other nodes gainsay, changes nothing.
 *
 * Whatever may pass is retried for as long as it takes. When the consumer fails to apply an event, it must follow anew
 * from what it holds.
 * @throws WrongChain, NoContract, NoDeployBlock when no node serves the works' chain
 */
export async function* followChain(options: FollowOptions): AsyncGenerator<ChainEvent, void, void> {
  const { pollInterval, reorgWindow, resume, report, signal, now = monotonic, pause = realPause } = options;
  // Every call that waits for its turn listens to it.
  setMaxListeners(0, signal);
  const pool = createNodePool({ ...options, now, pause: (ms) => pause(ms, signal) });
  const follower = createFollower({ pool, resume, reorgWindow, now });
  let failures = 0;
  let recheckedAt = now();
  /** Ends the wait for the next look: when the follower is stopped, or a head was announced since the last look. */
  let nap = new AbortController();
  signal.addEventListener('abort', () => nap.abort(), { once: true });
  options.heads?.(() => nap.abort());

  /** One round with a node; null when it failed. */
  const attempt = async (node: ChainNode, ask: () => Promise<Round>): Promise<Round | null> => {
    try {
      const round = await ask();
      pool.worked(node);
      if (round.head) report({ type: 'looked', host: node.host, head: round.head });
      if (failures >= REPORTED_FAILURE) report({ type: 'recovered', attempts: failures });
      failures = 0;
      return round;
    } catch (error) {
      pool.failed(node, error);
      failures += 1;
      if (failures === REPORTED_FAILURE) report({ type: 'trouble', error: error as EngineError });
      return null;
    }
  };

  while (!signal.aborted) {
    nap = new AbortController();
    const rest = pool.rest();
    if (rest > 0) await pause(rest, signal);
    const node = pool.choose();
    const isRecheck = failures === 0 && now() - recheckedAt >= RECHECK_INTERVAL_MS;
    if (isRecheck) recheckedAt = now();
    const round = await attempt(node, () => (isRecheck ? follower.recheck(node) : follower.look(node)));
    for (const event of round?.events ?? []) {
      if (signal.aborted) return;
      yield event;
    }
    if (round && !round.isBehind && !isRecheck) await pause(pollInterval, nap.signal);
  }
}

/** A failure that the next attempt cures is not worth a line in the log. */
const REPORTED_FAILURE = 3;
/** How often the last blocks are read a second time: a poller behind the poller. */
const RECHECK_INTERVAL_MS = 60_000;

const monotonic = () => performance.now();

const realPause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);
