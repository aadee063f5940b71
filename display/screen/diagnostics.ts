import type { CompositeDiagnostics } from '../composite/createComposite.js';

/**
 * What a screen says of itself, for whoever stands before it with a console and for remote inspection: read
 * `window.__pentimento`. The phase is also on `<body data-phase>`.
 */
export interface ScreenDiagnostics extends CompositeDiagnostics {
  work: number;
  connection: 'up' | 'down';
  /** The newest state the screen knows; what it shows may lag by a morph. */
  seq: number | null;
  stateHash: string | null;
  /** The newest state the wall has shown whole. */
  shownSeq: number | null;
}

declare global {
  interface Window {
    readonly __pentimento?: ScreenDiagnostics;
  }
}
