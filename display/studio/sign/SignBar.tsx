import { decodeWord, UNLIMITED_UPDATES } from '../../../engine/scene/styleWord.js';
import { Button } from '../../design/Button.js';
import { ownerName } from '../../work/ownerName.js';
import type { Studio } from '../createStudio.js';
import { isUnderWay } from './progress.js';
import styles from './SignBar.module.css';
import { TransactionState } from './TransactionState.js';

/** What would change, and the button that signs it. */
export function SignBar({ studio }: { studio: Studio }) {
  const { changes, wallet, restyling, reset, restyle, before } = studio;
  const proposes = changes.value.length > 0;
  const isIdle = restyling.progress.value.stage === 'idle';
  const busy = isUnderWay(restyling.progress.value);
  return (
    <section class={styles.bar} aria-label="Your changes" data-idle={!proposes && isIdle}>
      {proposes ? (
        <ul class={styles.changes}>
          {changes.value.map(({ lever, label, from, to }) => (
            <li key={lever}>
              <span class={styles.label}>{label}:</span> {from} → {to}
            </li>
          ))}
        </ul>
      ) : (
        isIdle && <p class={styles.note}>Move a lever and see the work change. Nothing is signed by trying.</p>
      )}
      <Ownership studio={studio} />
      <div class={styles.buttons}>
        <Button
          disabled={!proposes || busy}
          onClick={() => {
            before.value = false;
            reset();
          }}
        >
          Reset
        </Button>
        <Button look="primary" disabled={!proposes || busy || !wallet.value} onClick={() => void restyle()}>
          {busy ? 'Signing…' : 'Sign restyle'}
        </Button>
      </div>
      <TransactionState transaction={restyling} studio={studio} />
    </section>
  );
}

/** Why the layer cannot be signed for, before anyone tries, and how many restyles it has left. */
function Ownership({ studio }: { studio: Studio }) {
  const { held, wallet, token, work } = studio;
  if (!held.value) return null;
  const { owner, word } = held.value;
  const { updatesLeft, frozen } = decodeWord(word);
  const { title } = token.value;
  return (
    <>
      {!wallet.value && <p class={styles.note}>Choose a wallet to sign with.</p>}
      {wallet.value && wallet.value.address !== owner && (
        <p class={styles.note}>
          {title} belongs to {ownerName(owner, work.world.wallets)}. You may try its levers, and only its owner can
          sign.
        </p>
      )}
      {frozen && <p class={styles.note}>{title} was frozen by its owner: its style is final.</p>}
      {!frozen && updatesLeft !== UNLIMITED_UPDATES && (
        <p class={styles.note}>
          {title} can be restyled {updatesLeft} more {updatesLeft === 1 ? 'time' : 'times'}.
        </p>
      )}
    </>
  );
}
