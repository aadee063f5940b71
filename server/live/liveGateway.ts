import type { Server as HttpServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Inject, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import type { Subscription } from 'rxjs';
import type { Server, Socket } from 'socket.io';
import { StoreNotWritten } from '../../engine/errors/stateErrors.js';
import {
  Hello,
  Ready,
  type Refusal,
  type ScreenToServer,
  type ServerToScreen,
  type Snapshot,
  Status,
  Sync,
  type SyncReply,
} from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { StatusRecord } from '../../engine/state/desk/statusStore.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import type { Serialised } from '../caching/serialised.js';
import type { Config } from '../config/config.js';
import { EngineService } from '../engine/engineService.js';
import type { Log } from '../log/createLog.js';
import { ModerationService } from '../moderation/moderationService.js';
import { CONFIG, DESK, LOG } from '../parts.js';
import { parse } from '../refusal/parse.js';
import { SpotlightService } from '../spotlight/spotlightService.js';
import { WorksService } from '../works/worksService.js';
import { createPeerGuard, type PeerGuard } from './createPeerGuard.js';
import { drain } from './drain.js';

/** What is known of one screen, on whichever server it is connected to. */
export interface ScreenData {
  client?: string;
  work?: number;
  /** The state that the screen said it shows. */
  showing?: Hex;
}

/** What a screen shows, as far as it said. */
type Showing = Hex | 'nothing yet';

/** What servers ask each other. */
interface ServerToServer {
  showing: (work: number, reply: (counts: [Showing, number][]) => void) => void;
}

type Screen = Socket<ScreenToServer, ServerToScreen, ServerToServer, ScreenData>;
type Screens = Server<ScreenToServer, ServerToScreen, ServerToServer, ScreenData>;

const EVENTS: readonly string[] = ['hello', 'sync', 'status', 'ready'];
/** Milliseconds that the other servers have to tell what their screens show. */
const ANSWER_PATIENCE = 1500;
/** A screen says a few things a minute; a burst follows each change. */
const MESSAGES = { capacity: 30, perSecond: 5 };

/** The sockets of screens: each joins the room of its work and is told what changes there. */
@WebSocketGateway()
export class LiveGateway implements OnApplicationBootstrap, OnModuleDestroy, OnGatewayConnection {
  @WebSocketServer() private readonly screens!: Screens;
  private readonly guard: PeerGuard;
  private subscription: Subscription | undefined;

  constructor(
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(ModerationService) private readonly moderation: ModerationService,
    @Inject(SpotlightService) private readonly spotlight: SpotlightService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DESK) private readonly desk: DeskStore,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.guard = createPeerGuard({ events: EVENTS, rate: MESSAGES, log });
  }

  onApplicationBootstrap(): void {
    // `local`: every server follows the chain itself, and tells its own screens.
    this.subscription = this.engine.deltas.subscribe((delta) => {
      const screens = this.screens.local.to(roomOf(delta.work));
      // Before the message itself, so that none is shown for a moment that the house keeps back.
      if (delta.ops.some(({ op }) => op === 'feature'))
        screens.emit('curation', this.moderation.curationOf(delta.work));
      screens.emit('delta', delta);
    });
    this.subscription.add(
      this.moderation.curations.subscribe((curation) =>
        this.screens.local.to(roomOf(curation.work)).emit('curation', curation),
      ),
    );
    // Not `local`: a wish is told to one server, and its walls may be connected to any.
    this.subscription.add(
      this.spotlight.lights.subscribe((light) => this.screens.to(roomOf(light.work)).emit('spotlight', light)),
    );
    this.screens.on('showing', (work, reply) => reply([...this.showingHere(work)]));
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
  }

  handleConnection(screen: Screen): void {
    this.guard.watch(screen);
  }

  @SubscribeMessage('hello')
  hello(@ConnectedSocket() screen: Screen, @MessageBody() body: unknown): Promise<Serialised<Snapshot> | Refusal> {
    return this.guard.answer(screen, async () => {
      const { work, client } = parse(Hello, body, 'hello');
      const live = this.works.open(work);
      const left = [...screen.rooms].filter((room) => room !== screen.id && room !== roomOf(work));
      await Promise.all(left.map((room) => screen.leave(room)));
      await screen.join(roomOf(work));
      Object.assign(screen.data, { client, work });
      // Before the messages themselves, so that none is shown that the house keeps back.
      screen.emit('curation', this.moderation.curationOf(work));
      const lit = this.spotlight.litNow(work);
      if (lit) screen.emit('spotlight', lit);
      // Taken after joining: what changes from here on follows as deltas.
      return this.works.serialised(live);
    });
  }

  @SubscribeMessage('sync')
  sync(
    @ConnectedSocket() screen: Screen,
    @MessageBody() body: unknown,
  ): Promise<SyncReply | Serialised<SyncReply> | Refusal> {
    return this.guard.answer<SyncReply | Serialised<SyncReply>>(screen, () => {
      const { work, epoch, since } = parse(Sync, body, 'sync');
      const live = this.works.open(work);
      screen.emit('curation', this.moderation.curationOf(work));
      const deltas = this.engine.deltasSince(work, epoch, since);
      return deltas ? { deltas } : this.works.serialised(live).within('snapshot');
    });
  }

  @SubscribeMessage('status')
  async status(@ConnectedSocket() screen: Screen, @MessageBody() body: unknown): Promise<void> {
    await this.guard.answer(screen, async () => {
      const report = parse(Status, body, 'status');
      this.told(screen, report);
      const { client } = screen.data;
      if (client) await this.note({ ...report, client, seen: Date.now() });
    });
  }

  @SubscribeMessage('ready')
  async ready(@ConnectedSocket() screen: Screen, @MessageBody() body: unknown): Promise<void> {
    await this.guard.answer(screen, () => this.told(screen, parse(Ready, body, 'ready')));
  }

  /** Lets every screen go, and takes no other. */
  drain(http: HttpServer): Promise<void> {
    return drain(http, this.screens);
  }

  /** Sockets that are connected to this server. */
  connected(): number {
    return this.screens.engine.clientsCount;
  }

  /**
   * What the screens of a work show, by state hash, on all servers that share a Redis; on this one alone when the others
   * do not answer.
   */
  async showing(work: number): Promise<Map<Showing, number>> {
    const counts = this.showingHere(work);
    // Counts, not sockets: there may be ten thousand of them on each server.
    // Alone, nobody would ever answer, nor while Redis is away.
    const others: [Showing, number][][] = this.config.redisUrl
      ? await Promise.race([
          this.screens.serverSideEmitWithAck('showing', work).catch(() => []),
          setTimeout(ANSWER_PATIENCE, [], { ref: false }),
        ])
      : [];
    for (const [hash, count] of others.flat()) counts.set(hash, (counts.get(hash) ?? 0) + count);
    return counts;
  }

  private showingHere(work: number): Map<Showing, number> {
    const counts = new Map<Showing, number>();
    const { adapter, sockets } = this.screens.of('/');
    for (const id of adapter.rooms.get(roomOf(work)) ?? []) {
      const hash = sockets.get(id)?.data.showing ?? 'nothing yet';
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
    return counts;
  }

  private told(screen: Screen, report: Status | Ready): void {
    screen.data.showing = report.stateHash;
    this.log.debug({ screen: screen.id, ...report }, 'A screen told what it shows.');
  }

  /** A full disk is no fault of the screen's. */
  private async note(status: StatusRecord): Promise<void> {
    try {
      await this.desk.statuses.record(status);
    } catch (error) {
      if (!(error instanceof StoreNotWritten)) throw error;
      this.log.debug({ ...error.facts }, error.message);
    }
  }
}

const roomOf = (work: number) => `work:${work}`;
