import type { Chain } from 'viem';
import type { BrowserWallets } from './browserWallets.js';
import type { Wallet } from './wallet.js';

/**
 * The wallets installed in this browser, with all that is needed to speak to them loaded when somebody first asks: most
 * who look at a page sign nothing.
 */
export function lazyBrowserWallets(
  chain: Chain,
  onChange: (wallet: Wallet | null) => void,
): () => Promise<BrowserWallets> {
  let opened: Promise<BrowserWallets> | null = null;
  return () => {
    opened ??= import('./browserWallets.js').then(
      ({ browserWallets }) => browserWallets(chain, onChange),
      (cause) => {
        // Could not be loaded now; asked again, perhaps.
        opened = null;
        throw cause;
      },
    );
    return opened;
  };
}
