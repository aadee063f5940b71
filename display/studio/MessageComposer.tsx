import { useId, useState } from 'preact/hooks';
import { formatEther } from 'viem';
import { Button } from '../design/Button.js';
import { MessageCard } from '../design/MessageCard.js';
import { checkMessage, MAX_TEXT_BYTES } from './checkMessage.js';
import type { Studio } from './createStudio.js';
import styles from './MessageComposer.module.css';
import { isUnderWay } from './progress.js';
import { TransactionState } from './TransactionState.js';
import { useFee } from './useFee.js';

/** Where an owner writes the words shown beside the work, sees them as the wall will, and posts them. */
export function MessageComposer({ studio }: { studio: Studio }) {
  const { messaging, wallet, token, held, snapshot } = studio;
  const id = useId();
  const [text, setText] = useState('');
  const [link, setLink] = useState('');
  const fee = useFee(studio);

  const check = checkMessage({ text, link });
  const written = text !== '' || link !== '';
  const busy = isUnderWay(messaging.progress.value);
  const standing = snapshot.value?.state.messages.find((message) => message.token === held.value?.index);

  const post = async () => {
    if (fee === null || !(await studio.post({ text, link }, fee))) return;
    setText('');
    setLink('');
  };

  return (
    <section class={styles.composer} aria-label="Featured message">
      {standing && (
        <div class={styles.standing}>
          <p class={styles.note}>{token.value.title} says now:</p>
          <p class={styles.words} dir="auto">
            {standing.text}
          </p>
          <Button disabled={busy || !wallet.value} onClick={() => void studio.clear()}>
            Take the message down
          </Button>
        </div>
      )}

      <div class={styles.field}>
        <label for={`${id}text`}>Message</label>
        <output class={styles.count} data-over={check.textBytes > MAX_TEXT_BYTES}>
          {check.textBytes} of {MAX_TEXT_BYTES} bytes
        </output>
        <textarea
          id={`${id}text`}
          dir="auto"
          rows={4}
          value={text}
          aria-describedby={`${id}textfault`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id={`${id}textfault`} class={styles.fault}>
          {written && check.text}
        </p>
      </div>

      <div class={styles.field}>
        <label for={`${id}link`}>Link, if you like</label>
        <input
          id={`${id}link`}
          type="url"
          inputMode="url"
          placeholder="https://"
          autocomplete="off"
          value={link}
          aria-describedby={`${id}linkfault`}
          onInput={(event) => setLink(event.currentTarget.value.trim())}
        />
        <p id={`${id}linkfault`} class={styles.fault}>
          {check.link}
        </p>
      </div>

      {written && (
        <div>
          <p class={styles.note}>On the wall it will read:</p>
          <MessageCard title={token.value.title} text={text} link={check.link === null ? link : ''} />
        </div>
      )}

      <p class={styles.note}>
        {fee === null ? 'Asking the chain for the fee.' : `Posting costs ${formatEther(fee)} ETH and the gas. `}
        The words stay on chain for good; on the wall they stay until you replace them or take them down.
      </p>
      {!wallet.value && <p class={styles.note}>Choose a wallet to sign with.</p>}
      <Button
        look="primary"
        disabled={busy || !wallet.value || fee === null || check.text !== null || check.link !== null}
        onClick={() => void post()}
      >
        {busy ? 'Signing…' : 'Post message'}
      </Button>
      <TransactionState transaction={messaging} />
    </section>
  );
}
