import { type ReadonlySignal, signal } from '@preact/signals';
import {
  type Connector,
  connect,
  createConfig,
  getConnectors,
  switchChain,
  watchConnection,
  watchConnectors,
} from '@wagmi/core';
import { type Address, type Chain, createWalletClient, custom, type EIP1193Provider, http } from 'viem';
import type { Hex } from '../../../engine/protocol/primitives.js';
import { shortAddress } from '../../design/shortAddress.js';
import type { Wallet } from './wallet.js';

/** A wallet the browser has, by what it announces of itself (EIP-6963). */
export interface OfferedWallet {
  id: string;
  name: string;
  icon: string | undefined;
  /** Asks the wallet for an account, and to change to the work's chain. */
  connect: () => Promise<Wallet>;
}

export interface BrowserWallets {
  /** Wallets announce themselves when they please, so this grows. */
  offered: ReadonlySignal<OfferedWallet[]>;
}

/**
 * The wallets installed in this browser.
 * @param onChange called when a person changes account inside the wallet, or disconnects: `null` then
 */
export function browserWallets(chain: Chain, onChange: (wallet: Wallet | null) => void): BrowserWallets {
  const config = createConfig({ chains: [chain], transports: { [chain.id]: http('/rpc') }, storage: null });
  const offer = (connector: Connector): OfferedWallet => ({
    id: connector.uid,
    name: connector.name,
    icon: connector.icon,
    connect: async () => {
      const { accounts } = await connect(config, { connector, chainId: chain.id });
      return walletOf(connector, accounts[0]);
    },
  });
  const walletOf = async (connector: Connector, account: Address): Promise<Wallet> => {
    const address = account.toLowerCase() as Hex;
    const provider = (await connector.getProvider()) as EIP1193Provider;
    return {
      address,
      name: `${connector.name} ${shortAddress(address)}`,
      client: createWalletClient({ account, chain, transport: custom(provider) }),
      toChain: async () => {
        if ((await connector.getChainId()) !== chain.id) await switchChain(config, { connector, chainId: chain.id });
      },
    };
  };

  const offered = signal(getConnectors(config).map(offer));
  watchConnectors(config, {
    onChange: (connectors) => {
      offered.value = connectors.map(offer);
    },
  });
  watchConnection(config, {
    onChange: ({ status, connector, address }, before) => {
      if (status === 'disconnected') onChange(null);
      // The first connection is the answer to `connect`. A change of chain alone is mended when something is signed.
      if (status !== 'connected' || before.status !== 'connected' || address === before.address) return;
      void walletOf(connector, address).then(onChange);
    },
  });
  return { offered };
}
