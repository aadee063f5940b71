import type { ScreenToServer, ServerToScreen } from '../../engine/protocol/messages.js';

/** What comes from the server unasked. Payloads are not checked here. */
export interface TransportListener {
  up(): void;
  down(): void;
  message(event: keyof ServerToScreen, payload: unknown): void;
}

type Message<E extends keyof ScreenToServer> = Parameters<ScreenToServer[E]>[0];

/**
 * A line to the server, which breaks at any moment and is mended by whoever uses it. Tests put one in its place that
 * drops, doubles, delays and reorders.
 */
export interface Transport {
  /** Tries once to open the line; `up` or `down` tells how it went. */
  connect(): void;
  /** @throws when the line is down, or no answer comes in time */
  ask<E extends 'hello' | 'sync'>(event: E, message: Message<E>): Promise<unknown>;
  /** Lost while the line is down. */
  tell<E extends 'status' | 'ready'>(event: E, message: Message<E>): void;
  /**
   * What the server answers at a path by plain HTTP, as JSON.
   * @throws when it is not to be had
   */
  get(path: string): Promise<unknown>;
  close(): void;
}

/** Opens a line that is down until `connect`. */
export type OpenTransport = (listener: TransportListener) => Transport;

/** How long an answer may take. */
export const REPLY_TIMEOUT_MS = 10_000;
