import { createWalletClient, custom } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { DemoWallet } from '../../work/world.js';
import type { ChainClient } from '../chainClient.js';
import type { Wallet } from './wallet.js';

/** A wallet of the local test chain. It signs in the page: the key is public already. */
export function demoWallet({ label, address, privateKey }: DemoWallet, client: ChainClient): Wallet {
  return {
    address,
    name: label,
    client: createWalletClient({
      account: privateKeyToAccount(privateKey),
      chain: client.chain,
      transport: custom(client),
    }),
    toChain: async () => {},
  };
}
