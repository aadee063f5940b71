import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Subject, type Subscription } from 'rxjs';
import type { Spotlight } from '../../engine/protocol/messages.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { ModerationService } from '../moderation/moderationService.js';
import { spotlightFull, spotlightOff, tooManyRequests } from '../refusal/refusals.js';
import { createSpotlightQueue, type SpotlightQueue, type Turn, type Wish } from './createSpotlightQueue.js';

/** Wishes from one address, which all of a gallery's visitors may share: as many as a wall can light, and a few at once. */
const WISHES = { capacity: 12, perSecond: 1 / 12 };
/** Seconds after which there is room again in a queue that was full. */
const FULL_RETRY = 12;

/** Lets visitors light a layer on the walls of a work. It never touches the work's state. */
@Injectable()
export class SpotlightService implements OnModuleInit, OnModuleDestroy {
  /** What walls are to light. */
  readonly lights = new Subject<Spotlight>();
  private readonly queues = new Map<number, SpotlightQueue>();
  private readonly buckets = createTokenBuckets({ ...WISHES, now: () => performance.now() });
  private subscription: Subscription | undefined;

  constructor(@Inject(ModerationService) private readonly moderation: ModerationService) {}

  onModuleInit(): void {
    this.subscription = this.moderation.curations.subscribe(({ work, spotlight }) => {
      if (!spotlight) this.queues.get(work)?.clear();
    });
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
    for (const queue of this.queues.values()) queue.clear();
  }

  get isOn(): boolean {
    return this.moderation.settings.spotlight;
  }

  /**
   * @param address  where the wish comes from
   * @throws Refused 403 while the house does not want it, 429 when too many are wished for
   */
  wish(work: number, wish: Wish, address: string): Turn {
    if (!this.isOn) throw spotlightOff();
    const wait = this.buckets.take(address);
    if (wait > 0) throw tooManyRequests(wait);
    const turn = this.queueOf(work).add(wish);
    if (!turn) throw spotlightFull(FULL_RETRY);
    return turn;
  }

  turnOf(work: number, visitor: string): Turn | null {
    return this.queues.get(work)?.turnOf(visitor) ?? null;
  }

  /** What a wall that comes now is to light, for as long as it lasts. */
  litNow(work: number): Spotlight | null {
    const lit = this.queues.get(work)?.lit();
    return lit ? spotlightOf(work, lit.token, Math.ceil(lit.ms)) : null;
  }

  private queueOf(work: number): SpotlightQueue {
    const known = this.queues.get(work);
    if (known) return known;
    const queue = createSpotlightQueue({
      light: (token, ms) => this.lights.next(spotlightOf(work, token, ms)),
      now: () => performance.now(),
    });
    this.queues.set(work, queue);
    return queue;
  }
}

const spotlightOf = (work: number, token: number, ms: number): Spotlight => ({ v: PROTOCOL_VERSION, work, token, ms });
