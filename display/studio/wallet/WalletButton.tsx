import { Button } from '../../design/Button.js';
import styles from './WalletButton.module.css';
import type { Wallet } from './wallet.js';

/** Says which account signs; a press chooses another. */
export function WalletButton({ wallet, onClick }: { wallet: Wallet | null; onClick: () => void }) {
  if (!wallet) {
    return (
      <Button look="primary" onClick={onClick}>
        Choose a wallet
      </Button>
    );
  }
  return (
    <Button onClick={onClick} aria-label={`Signing as ${wallet.name}. Change wallet`}>
      <span class={styles.as}>Signing as </span>
      {wallet.name}
    </Button>
  );
}
