import { useState } from 'preact/hooks';
import { shownText } from '../../engine/protocol/shownText.js';
import { Button } from '../design/Button.js';
import { formatEth } from '../design/formatEth.js';
import { language, words } from '../language/words.js';
import { ownerName } from '../work/ownerName.js';
import { useNow } from '../work/useNow.js';
import { checkMessage } from './checkMessage.js';
import type { Studio } from './createStudio.js';
import styles from './PostBar.module.css';
import { isUnderWay } from './sign/progress.js';
import { RelayChoice } from './sign/RelayChoice.js';
import { TransactionState } from './sign/TransactionState.js';
import { type MessageTerms, useMessageTerms } from './useMessageTerms.js';
import { WallPreview } from './WallPreview.js';

/** The message as the wall will show it, what it costs, when it may be posted, and the button that posts it. */
export function PostBar({ studio }: { studio: Studio }) {
  const { message, messaging, wallet, token, held, work, relayer } = studio;
  const [wantsRelay, setWantsRelay] = useState(false);
  const terms = useMessageTerms(studio);
  const now = useNow();
  const { text } = message.value;
  const check = checkMessage(message.value);
  const owner = held.value && ownerName(held.value.owner, work.world.wallets);
  const isOwner = wallet.value?.address === held.value?.owner;
  const busy = isUnderWay(messaging.progress.value);
  const fee = terms === null || terms === 'asking' ? null : terms.fee;
  const mayRelay = isOwner && fee !== null && relayer.value.open && relayer.value.messages;
  const relayed = mayRelay && wantsRelay && relayer.value.left > 0;
  const isReady = check.text === null && check.link === null && fee !== null;
  const say = words.messages;
  return (
    <section class={styles.bar} aria-label={say.yours}>
      {shownText(text) === '' ? (
        <p class={styles.note}>{say.seeHere}</p>
      ) : (
        <WallPreview studio={studio} message={message.value} attribution={[token.value.title, owner ?? '']} />
      )}
      {wallet.value && !isOwner && owner && <p class={styles.note}>{say.ownerOnly(token.value.title, owner)}</p>}
      <div class={styles.act}>
        <div>
          <p class={styles.note}>{wallet.value ? termsSentence(terms, now, relayed) : say.chooseWallet}</p>
          {mayRelay && (
            <RelayChoice offer={relayer.value} chosen={relayed} disabled={busy} onChoose={setWantsRelay}>
              {fee === 0n ? words.studio.sign.gasless : say.relay}
            </RelayChoice>
          )}
        </div>
        <Button
          look="primary"
          disabled={busy || !wallet.value || !isReady}
          onClick={() => fee !== null && void studio.post(fee, relayed)}
        >
          {busy ? say.signing : say.post}
        </Button>
      </div>
      <TransactionState transaction={messaging} session={studio} />
    </section>
  );
}

function termsSentence(terms: MessageTerms | 'asking' | null, now: number, relayed: boolean): string {
  const { askingFee, feeUnknown, onlyGas, costs, coolingDown, relayed: costsNothing } = words.messages;
  if (terms === 'asking') return askingFee;
  if (terms === null) return feeUnknown;
  if (terms.readyAt > now) {
    const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    return coolingDown(moment.format(terms.readyAt * 1000));
  }
  if (relayed) return costsNothing;
  return terms.fee === 0n ? onlyGas : costs(formatEth(terms.fee));
}
