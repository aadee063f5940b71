import type { MessageOrder } from '../../engine/protocol/messageOrder.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { RelayerOffer } from '../../engine/protocol/relayerOffer.js';
import type { StyleOrder } from '../../engine/protocol/styleOrder.js';

/**
 * An account of the gallery that sends what owners sign, and pays for it. Whatever is sent is simulated first, and one
 * after another, as all share an account.
 */
export interface Relayer {
  /** What it offers an owner now. */
  offerTo(owner: Hex): Promise<RelayerOffer>;
  /**
   * Sends a signed restyle, and pays its gas.
   * @returns the transaction's hash, as soon as a node has it
   * @throws Refused when the owner's quota is used, the chain would refuse it or does not answer, it would cost too much
   *   gas, or too many wait
   */
  restyle(order: StyleOrder): Promise<Hex>;
  /**
   * Posts a signed message, and pays its gas and its fee. It counts against the same quota.
   * @returns the transaction's hash, as soon as a node has it
   * @throws Refused as a restyle is, and where the fee is more than the operator gives
   */
  post(order: MessageOrder): Promise<Hex>;
}
