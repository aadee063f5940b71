import { useId } from 'preact/hooks';
import { Button } from '../design/Button.js';
import { checkMessage, MAX_TEXT_BYTES } from './checkMessage.js';
import type { Studio } from './createStudio.js';
import styles from './MessageComposer.module.css';
import { isUnderWay } from './sign/progress.js';

/** Where an owner writes the words shown beside the work, and takes them down. */
export function MessageComposer({ studio }: { studio: Studio }) {
  const { message, messaging, wallet, token, held, snapshot, write } = studio;
  const id = useId();
  const { text, link } = message.value;
  const check = checkMessage(message.value);
  const standing = snapshot.value?.state.messages.find((other) => other.token === held.value?.index);
  return (
    <section class={styles.composer} aria-label="Featured message">
      {standing && (
        <div class={styles.standing}>
          <p class={styles.note}>{token.value.title} says now:</p>
          <p class={styles.words} dir="auto">
            {standing.text}
          </p>
          <Button disabled={isUnderWay(messaging.progress.value) || !wallet.value} onClick={() => void studio.clear()}>
            Take the message down
          </Button>
        </div>
      )}

      <div class={styles.field}>
        <label for={`${id}text`}>Message</label>
        <span class={styles.count} data-over={check.textBytes > MAX_TEXT_BYTES}>
          {check.textBytes} of {MAX_TEXT_BYTES} bytes
        </span>
        <textarea
          id={`${id}text`}
          dir="auto"
          rows={5}
          value={text}
          aria-describedby={`${id}textfault`}
          onInput={(event) => write({ text: event.currentTarget.value, link })}
        />
        <p id={`${id}textfault`} class={styles.fault}>
          {(text !== '' || link !== '') && check.text}
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
          onInput={(event) => write({ text, link: event.currentTarget.value.trim() })}
        />
        <p id={`${id}linkfault`} class={styles.fault}>
          {check.link}
        </p>
      </div>

      <p class={styles.note}>
        The words stay on chain for good. On the wall they stay until you replace them, take them down, or the layer
        changes hands.
      </p>
    </section>
  );
}
