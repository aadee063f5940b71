import type { ReadonlySignal } from '@preact/signals';
import type { Snapshot } from '../../../engine/protocol/messages.js';
import type { Work } from '../../work/loadWork.js';
import type { StudioChain } from '../openChain.js';
import type { BrowserWallets } from './browserWallets.js';
import type { Wallet } from './wallet.js';

/** What a page knows that has something signed: the studio, and wherever layers are bought. */
export interface WalletSession {
  work: Work;
  snapshot: ReadonlySignal<Snapshot | null>;
  chain: StudioChain;
  /** Asks the browser for its wallets; null in the local demo world, which has wallets of its own. */
  browserWallets: (() => Promise<BrowserWallets>) | null;
  wallet: ReadonlySignal<Wallet | null>;
  use(wallet: Wallet | null): void;
}
