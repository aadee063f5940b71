import type { Hex } from '../../../engine/protocol/primitives.js';

/** How far a transaction is on its way to the wall. */
export type Progress =
  | { stage: 'idle' }
  /** The chain is asked whether it would take the call. Nothing is signed yet. */
  | { stage: 'checking' }
  | { stage: 'signing' }
  | { stage: 'sent'; hash: Hex }
  | { stage: 'confirmed'; hash: Hex; block: number }
  /** The live state has the block: whoever follows the work is showing it. */
  | { stage: 'shown'; hash: Hex; block: number }
  | { stage: 'refused'; why: string };

/** Whether the person must wait before doing anything else with the same layer. */
export function isUnderWay({ stage }: Progress): boolean {
  return stage === 'checking' || stage === 'signing' || stage === 'sent' || stage === 'confirmed';
}
