import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog.js';
import { words } from '../../language/words.js';
import { BrowserWalletList } from './BrowserWalletList.js';
import { DemoWalletList } from './DemoWalletList.js';
import { WalletButton } from './WalletButton.js';
import type { Wallet } from './wallet.js';
import type { WalletSession } from './walletSession.js';

/** Which account signs, and the dialog to choose another. */
export function WalletDialog({ session }: { session: WalletSession }) {
  const [open, setOpen] = useState(false);
  const choose = (wallet: Wallet) => {
    session.use(wallet);
    setOpen(false);
  };
  return (
    <>
      <WalletButton wallet={session.wallet.value} onClick={() => setOpen(true)} />
      <Dialog heading={words.studio.wallet.choose} open={open} onClose={() => setOpen(false)}>
        {session.browserWallets ? (
          <BrowserWalletList wallets={session.browserWallets} onChoose={choose} />
        ) : (
          <DemoWalletList session={session} onChoose={choose} />
        )}
      </Dialog>
    </>
  );
}
