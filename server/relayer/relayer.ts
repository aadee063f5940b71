import type { Hex } from '../../engine/protocol/primitives.js';
import type { StyleOrder } from '../../engine/protocol/styleOrder.js';

/** An account of the gallery that sends what owners sign, and pays its gas. */
export interface Relayer {
  /** How many more restyles it sends for an owner now. */
  left(owner: Hex): number;
  /**
   * Simulates a signed restyle, then sends it. One after another, as they share an account.
   * @returns the transaction's hash, as soon as a node has it
   * @throws Refused when the owner's quota is used, the chain would refuse it or does not answer, it would cost too much
   *   gas, or too many wait
   */
  send(order: StyleOrder): Promise<Hex>;
}
