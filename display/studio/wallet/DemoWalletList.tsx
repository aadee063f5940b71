import type { Hex } from '../../../engine/protocol/primitives.js';
import { shortAddress } from '../../design/shortAddress.js';
import { words } from '../../language/words.js';
import { tokenOf } from '../../work/tokenOf.js';
import type { Studio } from '../createStudio.js';
import { demoWallet } from './demoWallet.js';
import type { Wallet } from './wallet.js';
import styles from './walletList.module.css';

export interface DemoWalletListProps {
  studio: Studio;
  onChoose: (wallet: Wallet) => void;
}

/** The accounts of the local test chain, with what each owns. */
export function DemoWalletList({ studio, onChoose }: DemoWalletListProps) {
  const { world } = studio.work;
  return (
    <section aria-label={words.studio.wallet.demo}>
      <p class={styles.note}>{words.studio.wallet.demoNote}</p>
      <ul class={styles.list}>
        {world.wallets.map((wallet) => (
          <li key={wallet.address}>
            <button
              type="button"
              class={styles.wallet}
              onClick={() => onChoose(demoWallet(wallet, studio.chain.client))}
            >
              <span class={styles.name}>{wallet.label}</span>
              <span class={styles.address}>{shortAddress(wallet.address)}</span>
              <span class={styles.owns}>{ownedBy(studio, wallet.address)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ownedBy({ snapshot, work }: Studio, address: Hex): string {
  const titles = (snapshot.value?.state.tokens ?? [])
    .filter(({ owner }) => owner === address)
    .map(({ index }) => tokenOf(work.manifest, index).title);
  return titles.length > 0 ? words.studio.wallet.owns(titles.join(', ')) : words.studio.wallet.ownsNone;
}
