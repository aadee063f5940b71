import { type ReadonlySignal, signal } from '@preact/signals';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { openSession } from '../session/openSession.js';

/** A work's live state as signals, for as long as the page lives. */
export interface LiveState {
  snapshot: ReadonlySignal<Snapshot | null>;
  connection: ReadonlySignal<'up' | 'down'>;
}

/** @param client what this page is, for the server's log */
export function followWork(work: number, client: 'page' | 'studio'): LiveState {
  const session = openSession({ work, url: location.origin, client });
  const snapshot = signal(session.snapshot);
  const connection = signal(session.connection);
  session.on('state', (next) => {
    snapshot.value = next;
  });
  session.on('connection', (next) => {
    connection.value = next;
  });
  return { snapshot, connection };
}
