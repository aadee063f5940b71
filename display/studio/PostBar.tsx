import { formatEther } from 'viem';
import { Button } from '../design/Button.js';
import { MessageCard } from '../design/MessageCard.js';
import { ownerName } from '../work/ownerName.js';
import { checkMessage } from './checkMessage.js';
import type { Studio } from './createStudio.js';
import styles from './PostBar.module.css';
import { isUnderWay } from './sign/progress.js';
import { TransactionState } from './sign/TransactionState.js';
import { type Fee, useFee } from './useFee.js';

/** The message as the wall will show it, what it costs, and the button that posts it. */
export function PostBar({ studio }: { studio: Studio }) {
  const { message, messaging, wallet, token, held, work } = studio;
  const fee = useFee(studio);
  const { text, link } = message.value;
  const check = checkMessage(message.value);
  const owner = held.value && ownerName(held.value.owner, work.world.wallets);
  const isOwner = wallet.value?.address === held.value?.owner;
  const busy = isUnderWay(messaging.progress.value);
  const isReady = check.text === null && check.link === null && typeof fee === 'bigint';
  return (
    <section class={styles.bar} aria-label="Your message">
      {text.trim() === '' ? (
        <p class={styles.note}>Write a message and see it here as the wall will show it.</p>
      ) : (
        <MessageCard
          from={`${token.value.title} · ${owner}`}
          text={text}
          link={link}
          publicUrl={work.description.publicUrl}
        />
      )}
      {wallet.value && !isOwner && (
        <p class={styles.note}>
          {token.value.title} belongs to {owner}. Only its owner can speak for it.
        </p>
      )}
      <div class={styles.act}>
        <p class={styles.note}>{wallet.value ? feeSentence(fee) : 'Choose a wallet to sign with.'}</p>
        <Button
          look="primary"
          disabled={busy || !wallet.value || !isReady}
          onClick={() => typeof fee === 'bigint' && void studio.post(fee)}
        >
          {busy ? 'Signing…' : 'Post message'}
        </Button>
      </div>
      <TransactionState transaction={messaging} studio={studio} />
    </section>
  );
}

function feeSentence(fee: Fee): string {
  if (fee === 'asking') return 'Asking the chain for the fee.';
  if (fee === 'unknown') return 'The chain does not tell the fee at the moment. Reload the page to ask again.';
  return fee === 0n ? 'Posting costs only the gas.' : `Posting costs ${formatEther(fee)} ETH and the gas.`;
}
