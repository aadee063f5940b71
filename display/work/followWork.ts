import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Curation, featuredMessages } from '../../engine/protocol/curation.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Message } from '../../engine/protocol/workState.js';
import { pageClock } from '../session/clock.js';
import { openSession } from '../session/openSession.js';
import { openSocketTransport } from '../session/openSocketTransport.js';

/** A work's live state as signals, for as long as the page lives. */
export interface LiveState {
  snapshot: ReadonlySignal<Snapshot | null>;
  connection: ReadonlySignal<'up' | 'down'>;
  /** Null while the house was not heard. */
  curation: ReadonlySignal<Curation | null>;
  /** The messages that the house features, oldest first: those to show. The state's own are the chain's. */
  featured: ReadonlySignal<Message[]>;
}

/** @param client what this page is, for the server's log */
export function followWork(work: number, client: 'page' | 'studio'): LiveState {
  const session = openSession({
    work,
    client,
    clock: pageClock,
    openTransport: openSocketTransport(location.origin),
    random: Math.random,
  });
  const snapshot = signal(session.snapshot);
  const connection = signal(session.connection);
  const curation = signal(session.curation);
  const featured = computed(() => featuredMessages(work, snapshot.value?.state.messages ?? [], curation.value));
  session.on('curation', (next) => {
    curation.value = next;
  });
  session.on('state', (next) => {
    snapshot.value = next;
  });
  session.on('connection', (next) => {
    connection.value = next;
  });
  return { snapshot, connection, curation, featured };
}
