import type { Hex } from '../../../engine/protocol/primitives.js';
import { shortAddress } from '../../design/shortAddress.js';
import { words } from '../../language/words.js';
import { tokenOf } from '../../work/tokenOf.js';
import type { Wallet } from './wallet.js';
import styles from './walletList.module.css';
import type { WalletSession } from './walletSession.js';

export interface DemoWalletListProps {
  session: WalletSession;
  onChoose: (wallet: Promise<Wallet>) => void;
}

/** The accounts of the local test chain, with what each owns. */
export function DemoWalletList({ session, onChoose }: DemoWalletListProps) {
  const { world } = session.work;
  return (
    <section aria-label={words.studio.wallet.demo}>
      <p class={styles.note}>{words.studio.wallet.demoNote}</p>
      <ul class={styles.list}>
        {world.wallets.map((wallet) => (
          <li key={wallet.address}>
            <button
              type="button"
              class={styles.wallet}
              onClick={() =>
                // Keys are worked with only where somebody signs.
                onChoose(import('./demoWallet.js').then(({ demoWallet }) => demoWallet(wallet, session.chain.client)))
              }
            >
              <span class={styles.name}>{wallet.label}</span>
              <span class={styles.address}>{shortAddress(wallet.address)}</span>
              <span class={styles.owns}>{ownedBy(session, wallet.address)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ownedBy({ snapshot, work }: WalletSession, address: Hex): string {
  const titles = (snapshot.value?.state.tokens ?? [])
    .filter(({ owner }) => owner === address)
    .map(({ index }) => tokenOf(work.manifest, index).title);
  return titles.length > 0 ? words.studio.wallet.owns(titles.join(', ')) : words.studio.wallet.ownsNone;
}
