import { useEffect, useState } from 'preact/hooks';
import { words } from '../../language/words.js';
import type { BrowserWallets } from './browserWallets.js';
import type { Wallet } from './wallet.js';
import styles from './walletList.module.css';

export interface BrowserWalletListProps {
  ask: () => Promise<BrowserWallets>;
  onChoose: (wallet: Promise<Wallet>) => void;
}

/** The wallets installed in this browser, as they announce themselves. */
export function BrowserWalletList({ ask, onChoose }: BrowserWalletListProps) {
  const [wallets, setWallets] = useState<BrowserWallets | 'asking' | 'unasked'>('asking');
  useEffect(() => {
    ask().then(setWallets, (cause) => {
      console.warn('What speaks to wallets could not be loaded.', cause);
      setWallets('unasked');
    });
  }, [ask]);

  if (wallets === 'asking') return null;
  if (wallets === 'unasked') return <p class={styles.note}>{words.common.noAnswer}</p>;
  if (wallets.offered.value.length === 0) return <p class={styles.note}>{words.studio.wallet.none}</p>;
  return (
    <section aria-label={words.studio.wallet.browser}>
      <ul class={styles.list}>
        {wallets.offered.value.map((wallet) => (
          <li key={wallet.id}>
            <button type="button" class={styles.wallet} onClick={() => onChoose(wallet.connect())}>
              <span class={styles.name}>
                {wallet.icon && <img src={wallet.icon} alt="" width={24} height={24} />}
                {wallet.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
