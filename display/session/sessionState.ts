import { applyDelta } from '../../engine/protocol/applyDelta.js';
import { hashWorkState } from '../../engine/protocol/hashWorkState.js';
import type { Delta, Snapshot } from '../../engine/protocol/messages.js';

/** What one page knows of a work. */
export interface SessionState {
  held: Snapshot | null;
  /** Deltas that came before the one they follow on, by rising clock. */
  early: readonly Delta[];
}

/**
 * What the page must do about a message:
 * - `wait`: a delta is missing and may still be on its way; ask for `sync` if it does not come soon.
 * - `sync`: ask for the deltas since the held clock.
 * - `snapshot`: what is held cannot be mended by deltas; ask for the whole state.
 */
export type Cure = 'none' | 'wait' | 'sync' | 'snapshot';

export interface Received {
  state: SessionState;
  cure: Cure;
}

/** The most early deltas worth keeping: past it a sync is cheaper. */
const MAX_EARLY = 64;

export const emptySession: SessionState = { held: null, early: [] };

/** The session after a snapshot, by socket or by HTTP. An older one of the same epoch changes nothing. */
export function receiveSnapshot(session: SessionState, snapshot: Snapshot): Received {
  const { held } = session;
  if (hashWorkState(snapshot.state) !== snapshot.stateHash) return { state: session, cure: held ? 'none' : 'snapshot' };
  if (held && held.epoch === snapshot.epoch && snapshot.seq <= held.seq) return { state: session, cure: 'none' };
  return applyEarly({ held: snapshot, early: session.early.filter((delta) => delta.epoch === snapshot.epoch) });
}

/** The session after one delta, in whatever order, however often. */
export function receiveDelta(session: SessionState, delta: Delta): Received {
  const { held } = session;
  // Before the first snapshot there is nothing to apply to; that snapshot is already asked for.
  if (!held) return { state: session, cure: 'none' };
  if (delta.work !== held.state.work) return { state: session, cure: 'none' };
  if (delta.epoch !== held.epoch) return { state: session, cure: 'snapshot' };
  if (session.early.length >= MAX_EARLY) return { state: { held, early: [] }, cure: 'sync' };
  return applyEarly({ held, early: [...session.early, delta].sort((a, b) => a.seq - b.seq) });
}

/** Applies the early deltas that now follow on, and drops those that lie behind. */
function applyEarly(session: SessionState): Received {
  let { held } = session;
  const early: Delta[] = [];
  for (const delta of session.early) {
    if (!held) break;
    const next = applyDelta(held, delta);
    if (next === 'hash' || next === 'epoch') return { state: { held, early: [] }, cure: 'snapshot' };
    if (next === 'gap') early.push(delta);
    else if (next !== 'stale') held = next;
  }
  return { state: { held, early }, cure: early.length > 0 ? 'wait' : 'none' };
}
