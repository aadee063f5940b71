import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog.js';
import { words } from '../../language/words.js';
import { explainError } from '../sign/explainError.js';
import { BrowserWalletList } from './BrowserWalletList.js';
import { DemoWalletList } from './DemoWalletList.js';
import { WalletButton } from './WalletButton.js';
import type { Wallet } from './wallet.js';
import styles from './walletList.module.css';
import type { WalletSession } from './walletSession.js';

const { aLayer, somebody } = words.studio.errors;

/** Which account signs, and the dialog to choose another. */
export function WalletDialog({ session }: { session: WalletSession }) {
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState('');

  async function choose(wallet: Promise<Wallet>) {
    setRefused('');
    try {
      session.use(await wallet);
      setOpen(false);
    } catch (error) {
      setRefused(explainError(error, { title: aLayer, owner: somebody }));
    }
  }

  return (
    <>
      <WalletButton wallet={session.wallet.value} onClick={() => setOpen(true)} />
      <Dialog
        heading={words.studio.wallet.choose}
        open={open}
        onClose={() => {
          setOpen(false);
          setRefused('');
        }}
      >
        {session.browserWallets ? (
          <BrowserWalletList ask={session.browserWallets} onChoose={choose} />
        ) : (
          <DemoWalletList session={session} onChoose={choose} />
        )}
        {refused && (
          <p role="alert" class={styles.refused}>
            {refused}
          </p>
        )}
      </Dialog>
    </>
  );
}
