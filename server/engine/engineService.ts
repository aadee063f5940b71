import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { ChainEvent, ResumePoint } from '../../engine/chain/chainEvent.js';
import type { FollowNotice } from '../../engine/chain/followChain.js';
import { BrokenFold, UnknownAncestor } from '../../engine/errors/stateErrors.js';
import type { Delta, Snapshot } from '../../engine/protocol/messages.js';
import type { BlockRef } from '../../engine/protocol/primitives.js';
import type { StyleRecord } from '../../engine/state/chainStore.js';
import type { State } from '../../engine/state/createState.js';
import type { WorkRecord } from '../../engine/state/work.js';
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

/** Hosts the engine's loop: the chain's events go into the state, and what changed goes out as deltas once it is kept. */
@Injectable()
export class EngineService implements OnApplicationBootstrap, OnModuleDestroy {
  /** What changed, told after the state has been committed. */
  readonly deltas = new Subject<Delta>();
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private live = false;
  private violated = false;
  private problem: string | null = null;

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
    const deltas = this.state.apply(event);
    if (event.type === 'block' && event.events.length > 0) {
      this.log.debug({ block: event.block.number, seen, committed: Date.now() }, 'Applied a block.');
    }
    this.problem = null;
    this.tell(event);
    for (const delta of deltas) this.deltas.next(delta);
  }

  private tell(event: ChainEvent): void {
    switch (event.type) {
      case 'start':
        this.live = false;
        if (event.reason === 'finality-violated') {
          this.violated = true;
          this.log.error(
            { origin: event.origin.number },
            'ALARM: the chain took back what it had called settled. Reading it again from the start; the last state stays up meanwhile.',
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
    if (notice.type === 'recovered') {
      this.problem = null;
      this.log.info('The chain can be read again.');
      return;
    }
    this.problem = notice.error.message;
    this.log.warn({ ...notice.error.facts }, `${notice.error.message} The last state stays up.`);
  }

  /** Where to go on after the loop fell out of its stride. */
  private recover(error: unknown): ResumePoint {
    if (error instanceof BrokenFold || error instanceof UnknownAncestor) {
      this.log.error({ ...error.facts }, `ALARM: ${error.message} It is done now; the last state stays up meanwhile.`);
      return BEGINNING;
    }
    const message = error instanceof Error ? error.message : String(error);
    if (message !== this.problem) this.log.error({ err: error }, 'The chain cannot be followed. Trying again.');
    this.problem = message;
    return this.state.resume();
  }
}
