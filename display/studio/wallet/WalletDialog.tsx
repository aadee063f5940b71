import { useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog.js';
import { words } from '../../language/words.js';
import type { Studio } from '../createStudio.js';
import { BrowserWalletList } from './BrowserWalletList.js';
import { DemoWalletList } from './DemoWalletList.js';
import { WalletButton } from './WalletButton.js';
import type { Wallet } from './wallet.js';

/** Which account signs, and the dialog to choose another. */
export function WalletDialog({ studio }: { studio: Studio }) {
  const [open, setOpen] = useState(false);
  const choose = (wallet: Wallet) => {
    studio.use(wallet);
    setOpen(false);
  };
  return (
    <>
      <WalletButton wallet={studio.wallet.value} onClick={() => setOpen(true)} />
      <Dialog heading={words.studio.wallet.choose} open={open} onClose={() => setOpen(false)}>
        {studio.browserWallets ? (
          <BrowserWalletList wallets={studio.browserWallets} onChoose={choose} />
        ) : (
          <DemoWalletList studio={studio} onChoose={choose} />
        )}
      </Dialog>
    </>
  );
}
