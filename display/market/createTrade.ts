import { signal } from '@preact/signals';
import { z } from 'zod';
import { Address } from '../../engine/protocol/primitives.js';
import { openChain } from '../studio/openChain.js';
import type { Call } from '../studio/sign/calls.js';
import { createTransaction, type Transaction } from '../studio/sign/createTransaction.js';
import { lazyBrowserWallets } from '../studio/wallet/lazyBrowserWallets.js';
import type { Wallet } from '../studio/wallet/wallet.js';
import type { WalletSession } from '../studio/wallet/walletSession.js';
import { fetchJson } from '../work/fetchJson.js';
import type { LiveState } from '../work/followWork.js';
import type { Work } from '../work/loadWork.js';
import { ownerName } from '../work/ownerName.js';

/** What the market needs of `GET /api/deployment`. */
const Deployment = z.object({ contracts: z.object({ layerSale: Address, reserveAuction: Address }) });
export type MarketContracts = z.infer<typeof Deployment>['contracts'];

/** What a page needs to buy and to bid: a wallet, the contracts, and a transaction watched to its end. */
export interface Trade extends WalletSession {
  live: LiveState;
  contracts: MarketContracts;
  transaction: Transaction;
  /**
   * Has the wallet sign a call and waits for its block.
   * @param index  the token it is about; of several, any
   * @returns whether it is in a block
   */
  carryOut(call: Call, index: number, title: string): Promise<boolean>;
}

/** @throws FetchError with a sentence to show */
export async function createTrade(work: Work, live: LiveState): Promise<Trade> {
  const { contracts } = await fetchJson('/api/deployment', Deployment);
  const chain = openChain(work.description);
  const wallet = signal<Wallet | null>(null);
  // What is bought hangs as it hung: no screen shows a sale.
  const transaction = createTransaction({ client: chain.client, snapshot: live.snapshot, finality: null });
  const use = (next: Wallet | null) => {
    wallet.value = next;
    transaction.forget();
  };
  return {
    work,
    live,
    snapshot: live.snapshot,
    chain,
    contracts,
    wallet,
    browserWallets: work.world.local ? null : lazyBrowserWallets(chain.chain, use),
    use,
    transaction,
    async carryOut(call, index, title) {
      if (!wallet.value) return false;
      const owner = live.snapshot.value?.state.tokens[index]?.owner;
      const subject = { title, owner: owner ? ownerName(owner, work.world.wallets) : '' };
      const { stage } = await transaction.run({ call, wallet: wallet.value, subject, isOnWall: false });
      return stage === 'kept';
    },
  };
}
