import { Button } from '../../design/Button.js';
import { words } from '../../language/words.js';
import styles from './WalletButton.module.css';
import type { Wallet } from './wallet.js';

/** Says which account signs; a press chooses another. */
export function WalletButton({ wallet, onClick }: { wallet: Wallet | null; onClick: () => void }) {
  if (!wallet) {
    return (
      <Button look="primary" onClick={onClick}>
        {words.studio.wallet.choose}
      </Button>
    );
  }
  return (
    <Button onClick={onClick} aria-label={words.studio.wallet.change(wallet.name)}>
      <span class={styles.as}>{words.studio.wallet.signingAs}</span>
      {wallet.name}
    </Button>
  );
}
