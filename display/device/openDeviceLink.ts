import { io, type Socket } from 'socket.io-client';
import { Plan } from '../../engine/protocol/plan.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import {
  Command,
  type CommandReply,
  type DeviceToServer,
  type Interval,
  type Report,
  type ServerToDevice,
} from '../../engine/protocol/screenMessages.js';
import type { Clock } from '../session/clock.js';
import type { DeviceIdentity } from './deviceIdentity.js';

export interface DeviceLinkOptions {
  /** The server's origin. */
  url: string;
  identity: DeviceIdentity;
  /** What the identity is paired as. */
  screen: string;
  clock: Clock;
  /** 0…1, as `Math.random`. */
  random: () => number;
  onUp: () => void;
  onPlan: (plan: Plan) => void;
  onCommand: (command: Command) => Promise<CommandReply>;
  /** The pairing was ended. The link is closed by then. */
  onRevoked: () => void;
}

/** The line of a paired screen to its server, mended for as long as it is open. */
export interface DeviceLink {
  /** Lost while the line is down. */
  report(report: Report): void;
  /** @throws when it is not kept: the line is down, or the server could not */
  played(intervals: Interval[]): Promise<void>;
  /**
   * Everything of a change is loaded.
   * @returns when to begin it, milliseconds since 1970 by the server's clock; `notBefore` where nobody can be asked
   */
  prepared(change: string, notBefore: number): Promise<number>;
  /** The server's time. @throws when the line is down */
  time(): Promise<number>;
  close(): void;
}

const RETRY_MS = { first: 1_000, most: 30_000 };
const REPLY_MS = 10_000;
/** How long the word to begin may be on its way, beyond what a change may have to wait for. */
const CUE_MS = 6_000;

export function openDeviceLink(options: DeviceLinkOptions): DeviceLink {
  const { url, identity, screen, clock, random, onUp, onPlan, onCommand, onRevoked } = options;
  let pause = RETRY_MS.first;
  let cancelRetry = () => {};
  let isClosed = false;

  const socket: Socket<ServerToDevice, DeviceToServer> = io(`${url}/screen`, {
    transports: ['websocket'],
    autoConnect: false,
    // Each opening has a proof of its own, and its pauses go by this screen's clock.
    reconnection: false,
    timeout: REPLY_MS,
    forceNew: true,
  });
  const connect = async () => {
    const proof = await identity.prove(screen).catch(() => null);
    if (isClosed) return;
    if (!proof) return retry();
    socket.auth = proof;
    socket.connect();
  };
  socket.on('connect', () => {
    pause = RETRY_MS.first;
    onUp();
  });
  socket.on('disconnect', retry);
  socket.on('connect_error', (error) => {
    const refusal = (error as { data?: { error?: string } }).data?.error;
    if (refusal === 'not-paired') revoke();
    else retry();
  });
  socket.on('revoked', revoke);
  socket.on('plan', (told) => {
    const plan = Plan.safeParse(told);
    if (plan.success) onPlan(plan.data);
    else console.warn('A plan from the server did not fit the protocol; the last one holds.', plan.error.issues);
  });
  socket.on('command', async (told, reply) => {
    const command = Command.safeParse(told);
    const id = String(told?.id ?? '');
    reply(command.success ? await onCommand(command.data) : { id, done: false, code: 'unsupported' });
  });
  void connect();

  function retry() {
    if (isClosed) return;
    cancelRetry();
    cancelRetry = clock.after(pause * (0.5 + random()), () => void connect());
    pause = Math.min(pause * 2, RETRY_MS.most);
  }

  function revoke() {
    if (isClosed) return;
    close();
    onRevoked();
  }

  function close() {
    isClosed = true;
    cancelRetry();
    socket.close();
  }

  const mustBeUp = () => {
    if (!socket.connected) throw new Error('The line to the server is down.');
  };

  return {
    report(report) {
      if (socket.connected) socket.volatile.emit('report', report);
    },
    async played(intervals) {
      mustBeUp();
      const answer = await socket.timeout(REPLY_MS).emitWithAck('played', { v: PROTOCOL_VERSION, intervals });
      if (!('kept' in answer)) throw new Error(answer.message);
    },
    async prepared(change, notBefore) {
      if (!socket.connected) return notBefore;
      const patience = Math.max(0, notBefore - clock.now()) + CUE_MS;
      const prepared = { v: PROTOCOL_VERSION, change, notBefore: Math.round(notBefore) } as const;
      const answer = await socket
        .timeout(patience)
        .emitWithAck('prepared', prepared)
        .catch(() => null);
      return answer && 'startAt' in answer ? answer.startAt : notBefore;
    },
    async time() {
      mustBeUp();
      return socket.timeout(REPLY_MS).emitWithAck('time');
    },
    close,
  };
}
