import type { Account, Chain, Transport, WalletClient } from 'viem';
import type { Hex } from '../../../engine/protocol/primitives.js';

/** An account that signs, however it does it. */
export interface Wallet {
  /** Lower case, as the state writes owners. */
  address: Hex;
  /** How the account is called on the page. */
  name: string;
  client: WalletClient<Transport, Chain, Account>;
  /** Sees to it that the wallet is on the work's chain, asking the person if need be. */
  toChain: () => Promise<void>;
}
