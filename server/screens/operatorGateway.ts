import { Inject, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import type { ScreenView } from '../../engine/protocol/desk.js';
import type { Log } from '../log/createLog.js';
import { OperatorService } from '../operator/operatorService.js';
import { LOG } from '../parts.js';
import { operatorOnly } from '../refusal/refusals.js';
import { Refused } from '../refusal/refused.js';
import { DeviceGateway } from './deviceGateway.js';
import { ScreenViews } from './screenViews.js';

/** What the operator is told in the namespace `/operator`. It takes no messages. */
export interface ServerToOperator {
  screens: (screens: ScreenView[]) => void;
}

type Operators = Namespace<Record<string, never>, ServerToOperator>;
type Operator = Socket<Record<string, never>, ServerToOperator>;

/** Milliseconds between two looks at what changed. */
const TELL_INTERVAL = 1_000;
/** Milliseconds between two looks whether whoever listens is still logged in. */
const ADMIT_INTERVAL = 15_000;

/** Tells operators how the screens are doing, for as long as they are logged in. */
@WebSocketGateway({ namespace: '/operator' })
export class OperatorGateway implements OnApplicationBootstrap, OnModuleDestroy, OnGatewayInit, OnGatewayConnection {
  @WebSocketServer() private readonly operators!: Operators;
  private readonly closing: (() => void)[] = [];
  private hasNews = false;

  constructor(
    @Inject(OperatorService) private readonly operator: OperatorService,
    @Inject(ScreenViews) private readonly views: ScreenViews,
    @Inject(DeviceGateway) private readonly devices: DeviceGateway,
    @Inject(LOG) private readonly log: Log,
  ) {}

  afterInit(operators: Operators): void {
    operators.use(async ({ handshake }, next) => {
      const refusal = await this.operator.admit(handshake.headers, handshake.address).then(
        () => null,
        (error) => (error instanceof Refused ? error : operatorOnly()),
      );
      if (!refusal) return next();
      const { error, message } = refusal;
      next(Object.assign(new Error(message), { data: { error, message } }));
    });
  }

  onApplicationBootstrap(): void {
    const changes = this.devices.changed.subscribe(() => {
      this.hasNews = true;
    });
    const telling = setInterval(() => void this.tell(), TELL_INTERVAL);
    const admitting = setInterval(() => void this.admitAgain(), ADMIT_INTERVAL);
    this.closing.push(
      () => changes.unsubscribe(),
      () => clearInterval(telling),
      () => clearInterval(admitting),
    );
  }

  onModuleDestroy(): void {
    for (const close of this.closing) close();
  }

  async handleConnection(operator: Operator): Promise<void> {
    operator.use((_, next) => next(new Error('An operator’s socket only listens.')));
    operator.emit('screens', await this.views.all());
  }

  private async tell(): Promise<void> {
    if (!this.hasNews || this.operators.sockets.size === 0) return;
    this.hasNews = false;
    try {
      this.operators.local.emit('screens', await this.views.all());
    } catch (error) {
      this.log.error({ err: error }, 'The operator could not be told how the screens are doing.');
    }
  }

  /** A session that was ended, here or elsewhere, ends its sockets. */
  private async admitAgain(): Promise<void> {
    for (const operator of this.operators.sockets.values()) {
      const { headers, address } = operator.handshake;
      await this.operator.admit(headers, address).catch(() => operator.disconnect(true));
    }
  }
}
