import type { z } from 'zod';
import { Curation } from '../../engine/protocol/curation.js';
import {
  Delta,
  type Hello,
  Refusal,
  Snapshot,
  Spotlight,
  type Status,
  SyncReply,
} from '../../engine/protocol/messages.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import { createBackOff } from './backOff.js';
import type { Clock } from './clock.js';
import { emptySession, type Received, receiveDelta, receiveSnapshot } from './sessionState.js';
import type { OpenTransport } from './transport.js';

export interface SessionOptions {
  work: number;
  /** What this page is, for the server's log: `screen`, `page`, `studio`. */
  client: string;
  clock: Clock;
  openTransport: OpenTransport;
  /** 0…1, as `Math.random`. */
  random: () => number;
  /** How the page is doing; asked every ten seconds. Pages that show no art have nothing to tell. */
  status?: () => Omit<Status, 'v' | 'work' | 'seq' | 'stateHash'>;
  /** The last state that this machine held, to begin from: true until the server tells another. */
  kept?: Snapshot | null;
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
  /** Opens the line at once if it is down, as when the machine says that its network is back. */
  hurry(): void;
  close(): void;
}

/** How long a missing delta may take before the session asks for it. */
const GAP_PATIENCE_MS = 500;
const STATUS_INTERVAL_MS = 10_000;
/** How often the state is asked for over HTTP while the socket is down. */
const POLL_INTERVAL_MS = 60_000;
/** How often a line that is up is asked whether it kept anything back: the last change may be what was lost. */
const CHECK_INTERVAL_MS = 30_000;
/** Between two tries to open the line. */
const CONNECT_PAUSE_MS = { first: 1_000, most: 20_000 };
/** Before asking again what was refused: a server that starts refuses for a moment. */
const REFUSED_PAUSE_MS = { first: 1_000, most: 30_000 };

/**
 * Follows a work's state over a line that may break, for ever, and over HTTP while it is broken. Delivery is taken as a
 * hint: a gap, a hash that differs or a new epoch ends in a question to the server, and every message is checked before
 * use.
 */
export function openSession(options: SessionOptions): Session {
  const { work, client, clock, status, random } = options;
  const listeners: { [E in keyof SessionEvents]: Set<(payload: SessionEvents[E]) => void> } = {
    state: new Set(),
    connection: new Set(),
    curation: new Set(),
    spotlight: new Set(),
    refusal: new Set(),
  };
  const hello: Hello = { v: PROTOCOL_VERSION, work, client };
  const connectPauses = createBackOff(CONNECT_PAUSE_MS, random);
  const refusedPauses = createBackOff(REFUSED_PAUSE_MS, random);
  let session = options.kept ? receiveSnapshot(emptySession, options.kept).state : emptySession;
  let connection: 'up' | 'down' = 'down';
  let curation: Curation | null = null;
  let isClosed = false;
  /** Rises with every line that opens: what was asked on another is not worth hearing. */
  let line = 0;
  /** What is scheduled, by what for; cancelled when it is scheduled anew. */
  const scheduled = new Map<'connect' | 'gap' | 'ask', () => void>();

  const transport = options.openTransport({ up, down, message });
  const stopStatus = status && clock.every(STATUS_INTERVAL_MS, () => sendStatus(status()));
  const stopPoll = clock.every(POLL_INTERVAL_MS, () => {
    if (connection === 'down') void poll();
  });
  const stopCheck = clock.every(CHECK_INTERVAL_MS, () => {
    if (connection === 'up') void askDeltas();
  });
  transport.connect();

  function up() {
    if (isClosed) return;
    line++;
    cancel('connect');
    connectPauses.reset();
    setConnection('up');
    void askSnapshot();
  }

  function down() {
    if (isClosed) return;
    setConnection('down');
    cancel('gap');
    cancel('ask');
    schedule('connect', connectPauses.next(), () => transport.connect());
  }

  function message(event: string, payload: unknown) {
    if (isClosed) return;
    if (event === 'delta') accept(Delta, payload, (delta) => take(receiveDelta(session, delta)));
    if (event === 'curation') accept(Curation, payload, takeCuration);
    if (event === 'spotlight') {
      accept(Spotlight, payload, (spotlight) => {
        if (spotlight.work === work) emit('spotlight', spotlight);
      });
    }
  }

  function take({ state, cure }: Received) {
    const before = session.held;
    session = state;
    if (state.held && state.held !== before) {
      refusedPauses.reset();
      emit('state', state.held);
    }
    if (cure !== 'wait') cancel('gap');
    if (cure === 'wait' && !scheduled.has('gap')) schedule('gap', GAP_PATIENCE_MS, askDeltas);
    if (cure === 'sync') void askDeltas();
    if (cure === 'snapshot') void askSnapshot();
  }

  function takeCuration(next: Curation) {
    if (next.work !== work || (curation && next.rev < curation.rev)) return;
    curation = next;
    emit('curation', next);
  }

  async function askSnapshot() {
    const asked = line;
    const answer = await transport.ask('hello', hello).catch(() => null);
    if (isClosed || asked !== line) return;
    if (answer === null) return askAgain(askSnapshot, 0);
    const refusal = Refusal.safeParse(answer);
    if (refusal.success) {
      emit('refusal', refusal.data);
      return askAgain(askSnapshot, refusedPauses.next());
    }
    if (!accept(Snapshot, answer, (snapshot) => take(receiveSnapshot(session, snapshot)))) {
      askAgain(askSnapshot, refusedPauses.next());
    }
  }

  async function askDeltas() {
    const { held } = session;
    if (!held) return;
    const asked = line;
    const sync = { v: PROTOCOL_VERSION, work, epoch: held.epoch, since: held.seq } as const;
    const answer = await transport.ask('sync', sync).catch(() => null);
    if (isClosed || asked !== line) return;
    if (answer === null) return askAgain(askDeltas, 0);
    const understood = accept(SyncReply, answer, (reply) => {
      if ('snapshot' in reply) take(receiveSnapshot(session, reply.snapshot));
      else for (const delta of reply.deltas) take(receiveDelta(session, delta));
      if (session.early.length > 0) askAgain(askSnapshot, GAP_PATIENCE_MS);
    });
    if (!understood) askAgain(askSnapshot, refusedPauses.next());
  }

  /** A question is only worth repeating on the line it was asked on; a new one begins with `hello` anyway. */
  function askAgain(ask: () => Promise<void>, pause: number) {
    schedule('ask', pause, () => {
      if (connection === 'up') void ask();
    });
  }

  async function poll() {
    // First what the house makes of it, so that nothing it keeps back is shown in between.
    await pollFor('curation', Curation, takeCuration);
    const isHeard = await pollFor('state', Snapshot, (snapshot) => take(receiveSnapshot(session, snapshot)));
    // Whoever answers by HTTP will not refuse a line.
    if (isHeard) hurry();
  }

  async function pollFor<S extends z.ZodType>(what: string, schema: S, use: (value: z.infer<S>) => void) {
    const body = await transport.get(`/api/works/${work}/${what}`).catch(() => null);
    return body !== null && !isClosed && accept(schema, body, use);
  }

  function hurry() {
    if (!isClosed && connection === 'down') schedule('connect', 0, () => transport.connect());
  }

  function sendStatus(report: Omit<Status, 'v' | 'work' | 'seq' | 'stateHash'>) {
    const { held } = session;
    if (!held) return;
    transport.tell('status', { ...report, v: PROTOCOL_VERSION, work, seq: held.seq, stateHash: held.stateHash });
  }

  function setConnection(next: 'up' | 'down') {
    if (next === connection) return;
    connection = next;
    emit('connection', next);
  }

  function emit<E extends keyof SessionEvents>(event: E, payload: SessionEvents[E]) {
    for (const listener of listeners[event]) listener(payload);
  }

  function schedule(what: 'connect' | 'gap' | 'ask', pause: number, action: () => void) {
    cancel(what);
    scheduled.set(
      what,
      clock.after(pause, () => {
        scheduled.delete(what);
        action();
      }),
    );
  }

  function cancel(what: 'connect' | 'gap' | 'ask') {
    scheduled.get(what)?.();
    scheduled.delete(what);
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
      transport.tell('ready', { v: PROTOCOL_VERSION, work, seq, stateHash });
    },
    hurry,
    close() {
      isClosed = true;
      for (const cancelOne of scheduled.values()) cancelOne();
      stopStatus?.();
      stopPoll();
      stopCheck();
      transport.close();
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
