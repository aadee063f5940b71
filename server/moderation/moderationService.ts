import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Subject } from 'rxjs';
import { EngineError } from '../../engine/errors/engineError.js';
import { type Curation, featuredMessages, messageId } from '../../engine/protocol/curation.js';
import type { Decision, TakenDecision } from '../../engine/protocol/decision.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import type { Message } from '../../engine/protocol/workState.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import type { KeptMessage } from '../../engine/state/work.js';
import type { Config, Moderation } from '../config/config.js';
import { EngineService } from '../engine/engineService.js';
import type { Log } from '../log/createLog.js';
import { CONFIG, DESK, LOG } from '../parts.js';
import { unknownMessage } from '../refusal/refusals.js';
import type { JudgedMessage } from './answers.js';
import { afterDecision, emptyHouse, type House, standingOf } from './house.js';

/** Milliseconds between two looks at whether another server of the same desk decided something. */
const LOOK_INTERVAL = 2000;

/**
 * What the house makes of the messages. The state is the chain's, hash and all, and is never touched; what is featured is
 * the state less what the house keeps back, on every screen, page and API alike.
 */
@Injectable()
export class ModerationService implements OnModuleInit, OnModuleDestroy {
  /** A work's curation, whenever the house has decided what changes it. */
  readonly curations = new Subject<Curation>();
  private house: House = emptyHouse;
  /** Whether the desk has told its decisions. Until then nobody is featured: somebody may have been kept back. */
  private isHeard = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DESK) private readonly desk: DeskStore,
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.lookAgain();
    this.timer = setInterval(() => void this.lookAgain(), LOOK_INTERVAL);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  get settings(): Pick<House, 'quiet' | 'spotlight' | 'hosts' | 'authors'> {
    return this.house;
  }

  /** What holds now. */
  get mode(): Moderation {
    return this.isHeard ? this.config.moderation : 'pre';
  }

  curationOf(work: number): Curation {
    const { mode } = this;
    const messages = this.engine.snapshot(work)?.state.messages ?? [];
    const named = messages.filter(
      (message) => (standingOf(this.house, mode, work, message).standing === 'featured') === (mode === 'pre'),
    );
    const { rev, quiet, spotlight } = this.house;
    const ids = named.map((message) => messageId(work, message));
    return { v: PROTOCOL_VERSION, work, rev, mode, named: ids, quiet, spotlight };
  }

  /** What may be shown of a work's messages. */
  featured(work: number): Message[] {
    return featuredMessages(work, this.engine.snapshot(work)?.state.messages ?? [], this.curationOf(work));
  }

  /** Every live message of a work with where it stands, newest first. */
  judged(work: number): JudgedMessage[] {
    const messages = this.engine.work(work)?.messages ?? [];
    return [...messages].reverse().map((kept) => this.judge(work, kept));
  }

  /**
   * Keeps a decision and tells it to everybody.
   * @throws Refused 404 when a ruling is about a message that is not live
   */
  async decide(decision: Decision): Promise<TakenDecision> {
    const said = decision.kind === 'ruling' ? this.saidIn(decision) : null;
    const taken = { at: Date.now(), decision, said };
    const id = await this.desk.decisions.take(taken);
    this.log.info({ id, ...decision }, 'The house decided.');
    await this.look();
    return { id, ...taken };
  }

  /** Every decision, oldest first. */
  decisions(): Promise<TakenDecision[]> {
    return this.desk.decisions.since(0);
  }

  private judge(work: number, { message, hidden }: KeptMessage): JudgedMessage {
    const { standing, reason } = standingOf(this.house, this.mode, work, message);
    const id = messageId(work, message);
    return hidden
      ? { ...message, work, id, standing: 'hidden-on-chain', reason: '' }
      : { ...message, work, id, standing, reason };
  }

  private saidIn({ work, token, message: id }: Extract<Decision, { kind: 'ruling' }>): TakenDecision['said'] {
    const found = this.judged(work).find((message) => message.token === token && message.id === id);
    if (!found) throw unknownMessage(work, token);
    return { by: found.by, text: found.text, link: found.link };
  }

  /** A desk that another node owns may be away; what it said last stands. */
  private async lookAgain(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.log.debug({ ...error.facts }, error.message);
    }
  }

  /** Takes in what was decided, here or by another server of the same desk, and tells the works that it concerns. */
  private async look(): Promise<void> {
    const fresh = (await this.desk.decisions.since(this.house.rev)).filter(({ id }) => id > this.house.rev);
    if (fresh.length === 0 && this.isHeard) return;
    const works = this.engine.works().map(({ work }) => work);
    const before = works.map((work) => contentOf(this.curationOf(work)));
    this.house = fresh.reduce(afterDecision, this.house);
    this.isHeard = true;
    for (const [i, work] of works.entries()) {
      const curation = this.curationOf(work);
      if (contentOf(curation) !== before[i]) this.curations.next(curation);
    }
  }
}

const contentOf = (curation: Curation) => JSON.stringify({ ...curation, rev: 0 });
