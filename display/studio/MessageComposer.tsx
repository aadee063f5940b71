import { useId } from 'preact/hooks';
import { MAX_TEXT_BYTES } from '../../engine/protocol/messageOrder.js';
import { shownText } from '../../engine/protocol/shownText.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import { checkMessage } from './checkMessage.js';
import type { Studio } from './createStudio.js';
import styles from './MessageComposer.module.css';
import { isUnderWay } from './sign/progress.js';
import { useStanding } from './useStanding.js';

/** Where an owner writes the words shown beside the work, sees where the last ones stand, and takes them down. */
export function MessageComposer({ studio }: { studio: Studio }) {
  const { message, messaging, wallet, token, held, snapshot, write } = studio;
  const id = useId();
  const { text, link } = message.value;
  const check = checkMessage(message.value);
  const said = snapshot.value?.state.messages.find((other) => other.token === held.value?.index);
  const stands = useStanding(studio);
  const say = words.messages;
  return (
    <section class={styles.composer} aria-label={say.featured}>
      {(said || stands) && (
        <div class={styles.standing}>
          <p class={styles.note}>{say.saysNow(token.value.title)}</p>
          {said && (
            <p class={styles.words} dir="auto">
              {shownText(said.text)}
            </p>
          )}
          {stands && (
            <p class={styles.where} role="status" data-standing={stands.standing}>
              {say.standing[stands.standing]}
              {stands.reason && ` ${say.because(stands.reason)}`}
            </p>
          )}
          <Button disabled={isUnderWay(messaging.progress.value) || !wallet.value} onClick={() => void studio.clear()}>
            {say.takeDown}
          </Button>
        </div>
      )}

      <div class={styles.field}>
        <label for={`${id}text`}>{say.message}</label>
        <span class={styles.count} data-over={check.textBytes > MAX_TEXT_BYTES}>
          {say.bytes(check.textBytes, MAX_TEXT_BYTES)}
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
        <label for={`${id}link`}>{say.link}</label>
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

      <p class={styles.note}>{say.forGood}</p>
      {studio.curation.value?.mode === 'pre' && <p class={styles.note}>{say.lookedAtFirst}</p>}
    </section>
  );
}
