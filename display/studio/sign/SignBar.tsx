import { useState } from 'preact/hooks';
import { decodeWord, UNLIMITED_UPDATES } from '../../../engine/scene/styleWord.js';
import { Button } from '../../design/Button.js';
import { words } from '../../language/words.js';
import { ownerName } from '../../work/ownerName.js';
import { tokenOf } from '../../work/tokenOf.js';
import type { Studio } from '../createStudio.js';
import { gasText } from './gasText.js';
import { isUnderWay } from './progress.js';
import { RelayChoice } from './RelayChoice.js';
import { ShareButton } from './ShareButton.js';
import styles from './SignBar.module.css';
import { TransactionState } from './TransactionState.js';
import { useGas } from './useGas.js';

const say = words.studio.sign;

/** What would change, of every layer, what it costs, and the button that signs all of it. */
export function SignBar({ studio }: { studio: Studio }) {
  const { proposals, changes, wallet, restyling, reset, restyle, before, relayer, held } = studio;
  const [wantsRelay, setWantsRelay] = useState(false);
  const proposes = proposals.value.length > 0;
  const isIdle = restyling.progress.value.stage === 'idle';
  const busy = isUnderWay(restyling.progress.value);
  const signed = proposals.value.filter(({ isSignable }) => isSignable);
  // A signature is for one layer, and only an owner's counts.
  const mayRelay = relayer.value.open && signed.length === 1 && isOwned(studio, signed[0]?.index);
  const relayed = mayRelay && wantsRelay && relayer.value.left > 0;
  return (
    <section class={styles.bar} aria-label={say.label} data-idle={!proposes && isIdle}>
      {proposes ? <Changes studio={studio} /> : isIdle && <p class={styles.note}>{say.idle}</p>}
      <Standing studio={studio} />
      {proposes && wallet.value && signed.length > 0 && (
        <div class={styles.cost}>
          <Cost studio={studio} relayed={relayed} />
          {mayRelay && (
            <RelayChoice offer={relayer.value} chosen={relayed} disabled={busy} onChoose={setWantsRelay}>
              {say.gasless}
            </RelayChoice>
          )}
        </div>
      )}
      <div class={styles.buttons}>
        <Button
          disabled={!proposes || busy}
          onClick={() => {
            before.value = false;
            reset();
          }}
        >
          {say.reset}
        </Button>
        {changes.value.length > 0 && held.value && <ShareButton studio={studio} />}
        <Button look="primary" disabled={!proposes || busy || !wallet.value} onClick={() => void restyle(relayed)}>
          {busy ? say.signing : signed.length > 1 ? say.signMany(signed.length) : say.sign}
        </Button>
      </div>
      <TransactionState transaction={restyling} session={studio} />
    </section>
  );
}

function isOwned({ rights }: Studio, index: number | undefined): boolean {
  return index !== undefined && rights.value.get(index)?.by === 'owner';
}

/** Layer by layer, lever by lever. A layer can be taken back by itself. */
function Changes({ studio }: { studio: Studio }) {
  const { proposals, work, reset, restyling } = studio;
  const isSeveral = proposals.value.length > 1;
  const busy = isUnderWay(restyling.progress.value);
  return (
    <ul class={styles.layers}>
      {proposals.value.map(({ index, changes }) => {
        const { title } = tokenOf(work.manifest, index);
        return (
          <li key={index} class={styles.layer}>
            {isSeveral && <span class={styles.title}>{title}</span>}
            <ul class={styles.changes}>
              {changes.map(({ lever, label, from, to }) => (
                <li key={lever}>
                  <span class={styles.label}>{label}:</span> {from && `${from} → `}
                  {to}
                </li>
              ))}
            </ul>
            {isSeveral && (
              <Button look="quiet" disabled={busy} aria-label={say.resetOne(title)} onClick={() => reset(index)}>
                ×
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Why something cannot be signed, before anyone tries, and how many restyles a layer has left. */
function Standing({ studio }: { studio: Studio }) {
  const { held, wallet, token, work, rights, proposals } = studio;
  if (!held.value) return null;
  const { owner, word, index } = held.value;
  const { updatesLeft, frozen } = decodeWord(word);
  const { title } = token.value;
  const isSome = proposals.value.some(({ isSignable }) => isSignable);
  const leftOut = isSome ? proposals.value.filter(({ isSignable }) => !isSignable) : [];
  return (
    <>
      {!wallet.value && <p class={styles.note}>{say.chooseWallet}</p>}
      {wallet.value && !rights.value.has(index) && leftOut.length === 0 && (
        <p class={styles.note}>{say.notYours(title, ownerName(owner, work.world.wallets))}</p>
      )}
      {leftOut.length > 0 && (
        <p class={styles.note}>
          {say.leftOut(leftOut.map((proposal) => tokenOf(work.manifest, proposal.index).title).join(', '))}
        </p>
      )}
      {frozen && <p class={styles.note}>{say.frozen(title)}</p>}
      {!frozen && updatesLeft !== UNLIMITED_UPDATES && <p class={styles.note}>{say.updatesLeft(title, updatesLeft)}</p>}
    </>
  );
}

function Cost({ studio, relayed }: { studio: Studio; relayed: boolean }) {
  const gas = useGas(studio);
  if (relayed) return <p class={styles.note}>{say.gasNone}</p>;
  return (
    <p class={styles.note}>
      {gas === 'asking' ? say.gasAsking : gas === 'unknown' ? say.gasUnknown : say.gas(gasText(gas))}
    </p>
  );
}
