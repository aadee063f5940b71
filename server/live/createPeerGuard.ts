import type { DefaultEventsMap, Socket } from 'socket.io';
import { StoreNotWritten } from '../../engine/errors/stateErrors.js';
import type { Refusal } from '../../engine/protocol/messages.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import type { Log } from '../log/createLog.js';
import { internalFault, notKept, tooManyRequests, unknownEvent } from '../refusal/refusals.js';
import { Refused } from '../refusal/refused.js';

export interface PeerGuardOptions {
  /** The events a peer may send. */
  events: readonly string[];
  /** Messages of one socket: at once, and each second. */
  rate: { capacity: number; perSecond: number };
  log: Log;
}

/** Holds the sockets of one namespace to what they may say and how often, and refuses the rest in words. */
export interface PeerGuard {
  /** Looks at every message of a new socket before any handler does: Nest's guards do not see unknown events. */
  watch(socket: AnySocket): void;
  /** What a handler answers, or its refusal. */
  answer<T>(socket: AnySocket, serve: () => T | Promise<T>): Promise<T | Refusal>;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the namespace's peers say and carry.
type AnySocket = Socket<any, any, DefaultEventsMap, any>;

/** Refusals after which a peer is none of ours. */
const MAX_REFUSALS = 20;

export function createPeerGuard({ events, rate, log }: PeerGuardOptions): PeerGuard {
  const buckets = createTokenBuckets({ ...rate, now: () => performance.now() });
  const refusals = new WeakMap<AnySocket, number>();

  function refuse(socket: AnySocket, refused: Refused): Refusal {
    const count = (refusals.get(socket) ?? 0) + 1;
    refusals.set(socket, count);
    if (count === MAX_REFUSALS) {
      log.warn(
        { screen: socket.id, ip: socket.handshake.address, error: refused.error },
        'Disconnecting a peer that kept being refused.',
      );
      // After the refusal is sent.
      setImmediate(() => socket.disconnect(true));
    }
    return refused.answer;
  }

  return {
    watch(socket) {
      socket.use(([event, ...rest], next) => {
        const wait = buckets.take(socket.id);
        if (wait === 0 && events.includes(event)) return next();
        const refusal = refuse(socket, wait > 0 ? tooManyRequests(wait) : unknownEvent(event, events));
        const reply: unknown = rest.at(-1);
        if (typeof reply === 'function') reply(refusal);
      });
    },
    async answer(socket, serve) {
      try {
        return await serve();
      } catch (error) {
        if (error instanceof Refused) return refuse(socket, error);
        // A full disk, or a desk whose owner is away: no fault of the peer's, who keeps it and says it again.
        if (error instanceof StoreNotWritten) {
          log.debug({ ...error.facts }, error.message);
          const { error: name, message } = notKept(error.message);
          return { error: name, message };
        }
        log.error({ screen: socket.id, err: error }, 'A message from a screen could not be served.');
        return refuse(socket, internalFault(socket.id));
      }
    },
  };
}
