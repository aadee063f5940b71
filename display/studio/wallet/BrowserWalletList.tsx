import { useState } from 'preact/hooks';
import { words } from '../../language/words.js';
import { explainError } from '../sign/explainError.js';
import type { BrowserWallets, OfferedWallet } from './browserWallets.js';
import type { Wallet } from './wallet.js';
import styles from './walletList.module.css';

export interface BrowserWalletListProps {
  wallets: BrowserWallets;
  onChoose: (wallet: Wallet) => void;
}

/** The wallets installed in this browser, as they announce themselves. */
export function BrowserWalletList({ wallets: { offered }, onChoose }: BrowserWalletListProps) {
  const [refused, setRefused] = useState('');

  const connect = async (wallet: OfferedWallet) => {
    setRefused('');
    try {
      onChoose(await wallet.connect());
    } catch (error) {
      setRefused(explainError(error, { title: words.studio.errors.aLayer, owner: words.studio.errors.somebody }));
    }
  };

  if (offered.value.length === 0) {
    return <p class={styles.note}>{words.studio.wallet.none}</p>;
  }
  return (
    <section aria-label={words.studio.wallet.browser}>
      <ul class={styles.list}>
        {offered.value.map((wallet) => (
          <li key={wallet.id}>
            <button type="button" class={styles.wallet} onClick={() => void connect(wallet)}>
              <span class={styles.name}>
                {wallet.icon && <img src={wallet.icon} alt="" width={24} height={24} />}
                {wallet.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {refused && (
        <p role="alert" class={styles.refused}>
          {refused}
        </p>
      )}
    </section>
  );
}
