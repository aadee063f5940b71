import { randomUUID } from 'node:crypto';
import { Inject, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { Subject, type Subscription } from 'rxjs';
import type { Namespace, Socket } from 'socket.io';
import type { PairedScreen } from '../../engine/protocol/desk.js';
import type { Refusal } from '../../engine/protocol/messages.js';
import {
  type Command,
  CommandReply,
  type Cue,
  DeviceProof,
  type DeviceToServer,
  Played,
  type PlayedReply,
  Prepared,
  Report,
  type ServerToDevice,
} from '../../engine/protocol/screenMessages.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import { createPeerGuard, type PeerGuard } from '../live/createPeerGuard.js';
import type { Log } from '../log/createLog.js';
import { DESK, LOG } from '../parts.js';
import { parse } from '../refusal/parse.js';
import { notPaired, proofRefused, screenAway, screenSilent } from '../refusal/refusals.js';
import { Refused } from '../refusal/refused.js';
import { CHALLENGES } from './challenges.js';
import { createCues } from './createCues.js';
import { type Challenges, isProven } from './deviceProof.js';
import { GalleryService } from './galleryService.js';

/** What is known of a connected screen, on whichever server. */
export interface DeviceData {
  screen: string;
  group: string | null;
  report: Report | null;
  /** Unix milliseconds. */
  seen: number;
}

type Device = Socket<DeviceToServer, ServerToDevice, Record<string, never>, DeviceData>;
type Devices = Namespace<DeviceToServer, ServerToDevice, Record<string, never>, DeviceData>;

const EVENTS: readonly string[] = ['report', 'played', 'prepared', 'time'];
/** A burst sets the clock; a report comes every ten seconds. */
const MESSAGES = { capacity: 40, perSecond: 4 };
/** Milliseconds for a screen to do what it is told. */
const COMMAND_PATIENCE = 10_000;

/** The sockets of paired screens: each is let in by its proof, told what it is to do, and tells how it is doing. */
@WebSocketGateway({ namespace: '/screen' })
export class DeviceGateway
  implements OnApplicationBootstrap, OnModuleDestroy, OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect
{
  /** Somebody came, went or told something. */
  readonly changed = new Subject<void>();
  @WebSocketServer() private readonly devices!: Devices;
  private readonly guard: PeerGuard;
  private readonly cues = createCues({
    now: Date.now,
    after(milliseconds, action) {
      const timer = setTimeout(action, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
    membersOf: (group) => this.awakeOf(group),
  });
  private subscriptions: Subscription[] = [];

  constructor(
    @Inject(GalleryService) private readonly gallery: GalleryService,
    @Inject(CHALLENGES) private readonly challenges: Challenges,
    @Inject(DESK) private readonly desk: DeskStore,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.guard = createPeerGuard({ events: EVENTS, rate: MESSAGES, log });
  }

  /** Guards run on messages only; who may connect is decided here. */
  afterInit(devices: Devices): void {
    devices.use(async (device, next) => {
      try {
        const { id } = await this.prove(device.handshake.auth);
        Object.assign(device.data, { screen: id, group: null, report: null, seen: Date.now() } satisfies DeviceData);
        next();
      } catch (error) {
        if (!(error instanceof Refused)) this.log.error({ err: error }, 'A screen could not be let in.');
        const refusal = error instanceof Refused ? error : proofRefused();
        next(Object.assign(new Error(refusal.message), { data: { error: refusal.error, message: refusal.message } }));
      }
    });
  }

  onApplicationBootstrap(): void {
    this.subscriptions = [
      this.gallery.decided.subscribe(() => void this.tellPlans()),
      this.gallery.revoked.subscribe((screen) => {
        const room = this.devices.in(roomOf(screen));
        room.emit('revoked');
        room.disconnectSockets(true);
      }),
    ];
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  async handleConnection(device: Device): Promise<void> {
    this.guard.watch(device);
    await device.join(roomOf(device.data.screen));
    // Paired no more, by the time it was let in.
    const screen = await this.desk.screens.find(device.data.screen);
    if (!screen) {
      device.emit('revoked');
      device.disconnect(true);
      return;
    }
    const plan = await this.gallery.plan(screen);
    device.data.group = plan.group;
    device.emit('plan', plan);
    this.changed.next();
  }

  handleDisconnect(device: Device): void {
    if (device.data.group) this.cues.look(device.data.group);
    this.changed.next();
  }

  @SubscribeMessage('report')
  async report(@ConnectedSocket() device: Device, @MessageBody() body: unknown): Promise<void> {
    await this.guard.answer(device, () => {
      device.data.report = parse(Report, body, 'report');
      device.data.seen = Date.now();
      if (device.data.group) this.cues.look(device.data.group);
      this.changed.next();
    });
  }

  @SubscribeMessage('played')
  played(@ConnectedSocket() device: Device, @MessageBody() body: unknown): Promise<PlayedReply | Refusal> {
    return this.guard.answer(device, async () => {
      const { intervals } = parse(Played, body, 'played');
      const screen = await this.desk.screens.find(device.data.screen);
      if (!screen) throw notPaired();
      await this.desk.plays.append({ id: screen.id, name: screen.name }, intervals);
      return { kept: intervals.length };
    });
  }

  @SubscribeMessage('prepared')
  prepared(@ConnectedSocket() device: Device, @MessageBody() body: unknown): Promise<Cue | Refusal> {
    return this.guard.answer(device, async () => {
      const { change, notBefore } = parse(Prepared, body, 'prepared');
      const { screen, group } = device.data;
      return { startAt: group ? await this.cues.ready(group, screen, change, notBefore) : notBefore };
    });
  }

  @SubscribeMessage('time')
  time(): number {
    return Date.now();
  }

  /**
   * Tells a screen to do something, on whichever server it is connected.
   * @throws Refused 409 when it is connected nowhere, 504 when it does not answer
   */
  async command(screen: PairedScreen, command: Command['command']): Promise<CommandReply> {
    const room = this.devices.in(roomOf(screen.id));
    if ((await this.connected()).every(({ data }) => data.screen !== screen.id)) throw screenAway(screen.name);
    const answers: unknown[] = await room
      .timeout(COMMAND_PATIENCE)
      .emitWithAck('command', { id: randomUUID(), command })
      .catch(() => []);
    const reply = CommandReply.safeParse(answers[0]);
    if (!reply.success) throw screenSilent(screen.name);
    return reply.data;
  }

  /** The screens that are connected, on all servers that share a Redis; on this one alone when the others are silent. */
  connected(): Promise<{ data: DeviceData }[]> {
    return this.devices.fetchSockets().catch(() => this.devices.local.fetchSockets());
  }

  private async prove(auth: unknown): Promise<PairedScreen> {
    const proof = parse(DeviceProof, auth, 'auth');
    const screen = await this.desk.screens.find(proof.screen);
    if (!screen) throw notPaired();
    if (!isProven(screen.key, proof, this.challenges)) throw proofRefused();
    return screen;
  }

  private async tellPlans(): Promise<void> {
    const plans = await this.gallery.plans();
    const groups = new Map(plans.map(({ screen, group }) => [screen, group]));
    for (const device of this.devices.sockets.values()) device.data.group = groups.get(device.data.screen) ?? null;
    for (const plan of plans) this.devices.to(roomOf(plan.screen)).emit('plan', plan);
    this.changed.next();
  }

  private awakeOf(group: string): string[] {
    const devices = [...this.devices.sockets.values()].map(({ data }) => data);
    return devices.filter((data) => data.group === group && !data.report?.asleep).map(({ screen }) => screen);
  }
}

const roomOf = (screen: string) => `screen:${screen}`;
