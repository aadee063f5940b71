import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { ChainEvent, ResumePoint } from '../../engine/chain/chainEvent.js';
import type { FollowNotice } from '../../engine/chain/followChain.js';
import { BrokenFold, StoreDamaged, UnknownAncestor } from '../../engine/errors/stateErrors.js';
import type { Delta, Snapshot } from '../../engine/protocol/messages.js';
import type { BlockRef } from '../../engine/protocol/primitives.js';
import type { SaleRecord, StyleRecord } from '../../engine/state/chainStore.js';
import type { PastWords, State } from '../../engine/state/createState.js';
import type { Work, WorkRecord } from '../../engine/state/work.js';
import type { Log } from '../log/createLog.js';
import { FOLLOW, LOG, STATE } from '../parts.js';

/** Follows the chain from a point on until told to stop; `report` hears when it cannot and when it can again. */
export type Follow = (
  resume: ResumePoint,
  report: (notice: FollowNotice) => void,
  signal: AbortSignal,
) => AsyncIterable<ChainEvent>;

/** Where a fold begins that follows on nothing. */
const BEGINNING: ResumePoint = { origin: null, blocks: [] };
/** Milliseconds until the chain is followed again after it could not be. */
const RETRY_DELAY = 1000;

const ALARMS = {
  'finality-violated': 'the chain took back what it had called settled.',
  missed: 'a second reading of the chain found what the first had missed.',
};

/** An event that the state has taken and kept. */
export interface AppliedEvent {
  event: ChainEvent;
  /** Milliseconds it took. */
  took: number;
  /** How many blocks it took back. */
  depth: number;
}

/**
 * Hosts the engine's loop: the chain's events go into the state, and what changed goes out as deltas once it is kept. The
 * deltas are kept with what they tell of, so that one whose telling a crash prevents is told to whoever asks from the
 * clock it stood at.
 */
@Injectable()
export class EngineService implements OnApplicationBootstrap, OnModuleDestroy {
  /** What changed, told after the state has been committed. */
  readonly deltas = new Subject<Delta>();
  readonly applied = new Subject<AppliedEvent>();
  readonly notices = new Subject<FollowNotice>();
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private live = false;
  private violated = false;
  private problem: string | null = null;
  /** When the first change was kept that screens are not told yet, because the chain is read anew. */
  private untoldSince: number | null = null;

  constructor(
    @Inject(STATE) private readonly state: State,
    @Inject(FOLLOW) private readonly follow: Follow,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  works(): WorkRecord[] {
    return this.state.works();
  }

  snapshot(work: number): Snapshot | null {
    return this.state.snapshot(work);
  }

  deltasSince(work: number, epoch: string, since: number): Delta[] | null {
    return this.state.deltasSince(work, epoch, since);
  }

  history(work: number, index: number): StyleRecord[] {
    return this.state.history(work, index);
  }

  /** The work's words as a block left them, or null when it was not whole by then. */
  wordsAt(work: number, block: number): PastWords | null {
    return this.state.wordsAt(work, block);
  }

  /** The work whole, also what screens are not told. */
  work(work: number): Work | null {
    return this.state.work(work);
  }

  sales(work: number): SaleRecord[] {
    return this.state.sales(work);
  }

  head(): BlockRef | null {
    return this.state.head();
  }

  /** Whether everything up to the node's head has been read since this server started. */
  isLive(): boolean {
    return this.live;
  }

  finalityViolated(): boolean {
    return this.violated;
  }

  /** Why the chain is not being read now; null while it is. */
  trouble(): string | null {
    return this.problem;
  }

  /** Milliseconds for which the oldest change has been kept without being told. */
  untoldFor(): number {
    return this.untoldSince === null ? 0 : performance.now() - this.untoldSince;
  }

  /** What an operator should know, in words; empty while all is well. */
  concerns(): string[] {
    const isReadAnew = !this.live && this.state.works().length > 0;
    return [
      ...(this.problem ? [`${this.problem} The last state stays up.`] : []),
      ...(this.violated ? ['The chain took back what it had called settled, or events were missed; see the log.'] : []),
      ...(isReadAnew ? ['The chain is being read. What is shown may be older than it.'] : []),
    ];
  }

  /** What is awaited until the state is that of the chain; null when it is. */
  awaited(): string | null {
    if (this.problem) return this.problem;
    if (this.live) return null;
    const head = this.state.head();
    return head ? `reading the chain, block ${head.number} so far` : 'waiting for the first block of the chain';
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    let resume = this.state.resume();
    while (!signal.aborted) {
      try {
        for await (const event of this.follow(resume, (notice) => this.hear(notice), signal)) this.apply(event);
      } catch (error) {
        resume = this.recover(error);
        await setTimeout(RETRY_DELAY, undefined, { signal }).catch(() => {});
      }
    }
  }

  private apply(event: ChainEvent): void {
    const seen = Date.now();
    const before = this.state.head();
    const begun = performance.now();
    const deltas = this.state.apply(event);
    const depth = event.type === 'reorg' && before ? before.number - event.ancestor.number : 0;
    this.applied.next({ event, took: performance.now() - begun, depth });
    if (event.type === 'block' && event.events.length > 0) {
      this.log.debug({ block: event.block.number, seen, committed: Date.now() }, 'Applied a block.');
    }
    if (this.problem) this.log.info('The chain is followed again.');
    this.problem = null;
    this.tell(event);
    for (const delta of deltas) this.deltas.next(delta);
    // Nothing is told while the chain is read anew under what is shown.
    if (event.type === 'start' && this.state.works().length > 0) this.untoldSince ??= performance.now();
    if (event.type === 'live') this.untoldSince = null;
  }

  private tell(event: ChainEvent): void {
    switch (event.type) {
      case 'start':
        this.live = false;
        if (event.reason === 'finality-violated' || event.reason === 'missed') {
          this.violated = true;
          this.log.error(
            { origin: event.origin.number, reason: event.reason },
            `ALARM: ${ALARMS[event.reason]} Reading it again from the start; the last state stays up meanwhile.`,
          );
        }
        break;
      case 'reorg':
        this.log.info({ ancestor: event.ancestor.number }, `The chain went back to block ${event.ancestor.number}.`);
        break;
      case 'live':
        this.live = true;
        this.log.debug({ head: event.head.number }, 'Read up to the head of the chain.');
        break;
      default:
        this.log.trace({ type: event.type }, 'Applied an event of the chain.');
    }
  }

  private hear(notice: FollowNotice): void {
    this.notices.next(notice);
    switch (notice.type) {
      case 'trouble':
        this.problem = notice.error.message;
        this.log.warn({ ...notice.error.facts }, `${notice.error.message} The last state stays up.`);
        break;
      case 'recovered':
        this.problem = null;
        this.log.info('The chain can be read again.');
        break;
      case 'failover':
        this.log.info({ from: notice.from, to: notice.to }, `The chain is read from ${notice.to} now.`);
        break;
      case 'doubted':
        this.log.debug({ ...notice.error.facts }, notice.error.message);
        break;
      default:
    }
  }

  /** Where to go on after the loop fell out of its stride. */
  private recover(error: unknown): ResumePoint {
    if (error instanceof BrokenFold || error instanceof UnknownAncestor || error instanceof StoreDamaged) {
      this.log.error({ ...error.facts }, `ALARM: ${error.message} It is done now; the last state stays up meanwhile.`);
      return BEGINNING;
    }
    const message = error instanceof Error ? error.message : String(error);
    if (message !== this.problem) this.log.error({ err: error }, 'The chain cannot be followed. Trying again.');
    this.problem = message;
    return this.state.resume();
  }
}
