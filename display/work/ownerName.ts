import type { Hex } from '../../engine/protocol/primitives.js';
import { shortAddress } from '../design/shortAddress.js';
import type { DemoWallet } from './world.js';

/** How an owner is called: by the label of a demo wallet, or by a shortened address. */
export function ownerName(owner: Hex, wallets: readonly DemoWallet[]): string {
  return wallets.find(({ address }) => address === owner)?.label ?? shortAddress(owner);
}
