import type { Health } from '../../engine/protocol/messages.js';
import type { Composite, CompositeDiagnostics } from '../composite/createComposite.js';
import type { HealthReader } from './createHealth.js';
import type { Screen } from './openScreen.js';

/**
 * What a screen says of itself, for whoever stands before it with a console and for remote inspection: read
 * `window.__pentimento`. The phase is also on `<body data-phase>`.
 */
export interface ScreenDiagnostics extends CompositeDiagnostics {
  work: number | null;
  connection: 'up' | 'down';
  /** The newest state the screen knows; what it shows may lag by a morph. */
  seq: number | null;
  stateHash: string | null;
  /** When it heard of that state, milliseconds since 1970. */
  heardAt: number | null;
  /** The newest state the wall has shown whole. */
  shownSeq: number | null;
  health: Health;
}

declare global {
  interface Window {
    readonly __pentimento?: ScreenDiagnostics;
  }
}

export function exposeDiagnostics(screen: Screen, composite: Composite, health: HealthReader): void {
  Object.defineProperty(window, '__pentimento', {
    get: (): ScreenDiagnostics => {
      const { work, connection, snapshot, heardAt, shown } = screen.state;
      return {
        ...composite.diagnostics,
        health: health.read(),
        work,
        connection,
        heardAt,
        seq: snapshot?.seq ?? null,
        stateHash: snapshot?.stateHash ?? null,
        shownSeq: shown?.seq ?? null,
      };
    },
  });
}
