import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import { Curation } from '../../engine/protocol/curation.js';
import {
  Delta,
  type Hello,
  Refusal,
  type ScreenToServer,
  type ServerToScreen,
  Snapshot,
  Spotlight,
  type Status,
  SyncReply,
} from '../../engine/protocol/messages.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import { emptySession, type Received, receiveDelta, receiveSnapshot } from './sessionState.js';

export interface SessionOptions {
  work: number;
  /** The server's origin, such as `location.origin`. */
  url: string;
  /** What this page is, for the server's log: `screen`, `page`, `studio`. */
  client: string;
  /** How the page is doing; asked every ten seconds. Pages that show no art have nothing to tell. */
  status?: () => Pick<Status, 'phase' | 'frames'>;
}

export interface SessionEvents {
  /** The work's state changed; what is passed is whole and verified. */
  state: Snapshot;
  /** Whether the server is heard live. `down` ends nothing: the last state stays true until another comes. */
  connection: 'up' | 'down';
  /** What the house makes of the messages changed. */
  curation: Curation;
  /** A visitor lights a layer, for as long as it says. */
  spotlight: Spotlight;
  /** The server cannot serve this session, an unknown work for one. It is asked again after a while. */
  refusal: Refusal;
}

/** The live state of one work, for as long as a page lives. */
export interface Session {
  readonly snapshot: Snapshot | null;
  readonly connection: 'up' | 'down';
  /** Null while the house was not heard: then nobody is featured. */
  readonly curation: Curation | null;
  /** @returns a function that ends the listening */
  on<E extends keyof SessionEvents>(event: E, listener: (payload: SessionEvents[E]) => void): () => void;
  /** Tells the server that this snapshot is what the wall shows now. */
  ready(snapshot: Snapshot): void;
  close(): void;
}

/** How long a missing delta may take before the session asks for it. */
const GAP_PATIENCE_MS = 500;
const STATUS_INTERVAL_MS = 10_000;
/** How often the state is asked for over HTTP while the socket is down. */
const POLL_INTERVAL_MS = 60_000;
/** How long an answer may take before the question is asked again. */
const REPLY_TIMEOUT_MS = 10_000;
/** How long to wait before asking again what was refused: a server that starts refuses for a moment. */
const REFUSED_PAUSE_MS = { first: 1_000, most: 30_000 };

/**
 * Follows a work's state over socket.io, and over HTTP while the socket is down. Socket delivery is taken as a hint: a
 * gap, a hash that differs or a new epoch ends in a question to the server, and every message is checked before use.
 */
export function openSession({ work, url, client, status }: SessionOptions): Session {
  const listeners: { [E in keyof SessionEvents]: Set<(payload: SessionEvents[E]) => void> } = {
    state: new Set(),
    connection: new Set(),
    curation: new Set(),
    spotlight: new Set(),
    refusal: new Set(),
  };
  const hello: Hello = { v: PROTOCOL_VERSION, work, client };
  let session = emptySession;
  let connection: 'up' | 'down' = 'down';
  let curation: Curation | null = null;
  let refusedPause = REFUSED_PAUSE_MS.first;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  let askTimer: ReturnType<typeof setTimeout> | undefined;
  const closing = new AbortController();

  const socket: Socket<ServerToScreen, ScreenToServer> = io(url, {
    transports: ['websocket'],
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    // A kiosk may stay for months; a page of the same server must not share its manager.
    forceNew: true,
  });

  socket.on('connect', () => {
    setConnection('up');
    askSnapshot();
  });
  socket.on('disconnect', (reason) => {
    setConnection('down');
    // socket.io comes back by itself from everything but the server's own farewell.
    if (reason === 'io server disconnect') later(() => socket.connect(), nextRefusedPause());
  });
  socket.on('connect_error', () => {
    if (!socket.active) later(() => socket.connect(), nextRefusedPause());
  });
  socket.on('delta', (message) => accept(Delta, message, (delta) => take(receiveDelta(session, delta))));

  socket.on('curation', (message) => accept(Curation, message, takeCuration));
  socket.on('spotlight', (message) =>
    accept(Spotlight, message, (spotlight) => {
      if (spotlight.work === work) emit('spotlight', spotlight);
    }),
  );

  const statusTimer = status && setInterval(() => sendStatus(status()), STATUS_INTERVAL_MS);
  const pollTimer = setInterval(() => {
    if (connection === 'down') void poll();
  }, POLL_INTERVAL_MS);

  function take({ state, cure }: Received) {
    const before = session.held;
    session = state;
    if (state.held && state.held !== before) {
      refusedPause = REFUSED_PAUSE_MS.first;
      emit('state', state.held);
    }
    if (cure !== 'wait') {
      clearTimeout(gapTimer);
      gapTimer = undefined;
    }
    if (cure === 'wait') gapTimer ??= setTimeout(askDeltas, GAP_PATIENCE_MS);
    if (cure === 'sync') askDeltas();
    if (cure === 'snapshot') askSnapshot();
  }

  function takeCuration(next: Curation) {
    if (next.work !== work || (curation && next.rev < curation.rev)) return;
    curation = next;
    emit('curation', next);
  }

  function askSnapshot() {
    socket.timeout(REPLY_TIMEOUT_MS).emit('hello', hello, (failure: Error | null, answer: unknown) => {
      if (failure) return askAgain(askSnapshot, 0);
      const refusal = Refusal.safeParse(answer);
      if (refusal.success) {
        emit('refusal', refusal.data);
        return askAgain(askSnapshot, nextRefusedPause());
      }
      if (!accept(Snapshot, answer, (snapshot) => take(receiveSnapshot(session, snapshot)))) {
        askAgain(askSnapshot, nextRefusedPause());
      }
    });
  }

  function askDeltas() {
    gapTimer = undefined;
    const { held } = session;
    if (!held) return;
    const sync = { v: PROTOCOL_VERSION, work, epoch: held.epoch, since: held.seq } as const;
    socket.timeout(REPLY_TIMEOUT_MS).emit('sync', sync, (failure: Error | null, answer: unknown) => {
      if (failure) return askAgain(askDeltas, 0);
      const understood = accept(SyncReply, answer, (reply) => {
        if ('snapshot' in reply) take(receiveSnapshot(session, reply.snapshot));
        else for (const delta of reply.deltas) take(receiveDelta(session, delta));
        if (session.early.length > 0) askAgain(askSnapshot, GAP_PATIENCE_MS);
      });
      if (!understood) askAgain(askSnapshot, nextRefusedPause());
    });
  }

  /** A question is only worth repeating on the connection it was asked on; a new one begins with `hello` anyway. */
  function askAgain(ask: () => void, pause: number) {
    clearTimeout(askTimer);
    askTimer = setTimeout(() => {
      if (socket.connected) ask();
    }, pause);
  }

  function nextRefusedPause(): number {
    const pause = refusedPause;
    refusedPause = Math.min(pause * 2, REFUSED_PAUSE_MS.most);
    return pause;
  }

  async function poll() {
    // First what the house makes of it, so that nothing it keeps back is shown in between.
    await pollFor('curation', Curation, takeCuration);
    await pollFor('state', Snapshot, (snapshot) => take(receiveSnapshot(session, snapshot)));
  }

  async function pollFor<S extends z.ZodType>(what: string, schema: S, use: (value: z.infer<S>) => void) {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(REPLY_TIMEOUT_MS)]);
    const answer = await fetch(new URL(`/api/works/${work}/${what}`, url), { signal }).catch(() => null);
    if (!answer?.ok) return;
    const body: unknown = await answer.json().catch(() => null);
    if (!closing.signal.aborted) accept(schema, body, use);
  }

  function sendStatus({ phase, frames }: Pick<Status, 'phase' | 'frames'>) {
    const { held } = session;
    if (!held) return;
    socket.volatile.emit('status', {
      v: PROTOCOL_VERSION,
      work,
      seq: held.seq,
      stateHash: held.stateHash,
      phase,
      frames,
    });
  }

  function setConnection(next: 'up' | 'down') {
    if (next === connection) return;
    connection = next;
    emit('connection', next);
  }

  function emit<E extends keyof SessionEvents>(event: E, payload: SessionEvents[E]) {
    for (const listener of listeners[event]) listener(payload);
  }

  function later(action: () => void, pause: number) {
    setTimeout(() => {
      if (!closing.signal.aborted) action();
    }, pause);
  }

  return {
    get snapshot() {
      return session.held;
    },
    get connection() {
      return connection;
    },
    get curation() {
      return curation;
    },
    on(event, listener) {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
    ready({ seq, stateHash }) {
      if (socket.connected) socket.emit('ready', { v: PROTOCOL_VERSION, work, seq, stateHash });
    },
    close() {
      closing.abort();
      clearTimeout(gapTimer);
      clearTimeout(askTimer);
      clearInterval(statusTimer);
      clearInterval(pollTimer);
      socket.close();
    },
  };
}

/** Hands over what fits the schema. What does not is reported and left alone, so that the last good state stays. */
function accept<S extends z.ZodType>(schema: S, message: unknown, use: (value: z.infer<S>) => void): boolean {
  const parsed = schema.safeParse(message);
  if (parsed.success) use(parsed.data);
  else console.warn('A message from the server did not fit the protocol and was left alone.', parsed.error.issues);
  return parsed.success;
}
