import { type ReadonlySignal, signal } from '@preact/signals';
import {
  type Connector,
  connect,
  createConfig,
  getConnectors,
  getWalletClient,
  watchConnection,
  watchConnectors,
} from '@wagmi/core';
import { type Chain, http } from 'viem';
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
 * @param onChange called when a person changes account or chain inside the wallet, or disconnects: `null` then
 */
export function browserWallets(chain: Chain, onChange: (wallet: Wallet | null) => void): BrowserWallets {
  const config = createConfig({ chains: [chain], transports: { [chain.id]: http('/rpc') }, storage: null });
  const offer = (connector: Connector): OfferedWallet => ({
    id: connector.uid,
    name: connector.name,
    icon: connector.icon,
    connect: async () => {
      await connect(config, { connector, chainId: chain.id });
      return walletOf(connector);
    },
  });
  const walletOf = async (connector: Connector): Promise<Wallet> => {
    const client = await getWalletClient(config, { connector, chainId: chain.id });
    const address = client.account.address.toLowerCase() as Hex;
    return { address, name: `${connector.name} ${shortAddress(address)}`, client: { ...client, chain } };
  };

  const offered = signal(getConnectors(config).map(offer));
  watchConnectors(config, {
    onChange: (connectors) => {
      offered.value = connectors.map(offer);
    },
  });
  watchConnection(config, {
    onChange: ({ status, connector }, before) => {
      if (status === 'disconnected') onChange(null);
      // The first connection is the answer to `connect`; only later ones are changes.
      else if (status === 'connected' && before.status === 'connected') void walletOf(connector).then(onChange);
    },
  });
  return { offered };
}
