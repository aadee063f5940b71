import type { Hex } from '../../../engine/protocol/primitives.js';

/** How far a transaction is on its way to the wall. */
export type Progress =
  | { stage: 'idle' }
  /** The chain is asked whether it would take the call. Nothing is signed yet. */
  | { stage: 'checking' }
  | { stage: 'signing' }
  /** Signed; the gallery's server sends it. */
  | { stage: 'relaying' }
  /** `again`: it was in a block that the chain took back. */
  | { stage: 'sent'; hash: Hex; waits: 'usual' | 'long' | 'again' }
  | ({ stage: 'confirmed' } & Mined)
  /** The live state has the block: whoever follows the work is showing it. */
  | ({ stage: 'shown' } & Mined)
  /** No reorganisation can take it back any more. */
  | ({ stage: 'final' } & Mined)
  /** In a block, and nothing that a screen shows: a loan, a delegation. */
  | ({ stage: 'kept' } & Mined)
  | { stage: 'refused'; why: string };

export interface Mined {
  hash: Hex;
  block: number;
  /** Whether the person paid more on the way to have it mined sooner. */
  repriced: boolean;
}

/** Whether the person must wait before doing anything else with the same layer. */
export function isUnderWay({ stage }: Progress): boolean {
  return ['checking', 'signing', 'relaying', 'sent', 'confirmed'].includes(stage);
}

/** Whether the screens have what was signed. */
export function isShown({ stage }: Progress): boolean {
  return stage === 'shown' || stage === 'final';
}
