import { useId, useState } from 'preact/hooks';
import { checkLink } from '../../engine/protocol/checkLink.js';
import type { Decision } from '../../engine/protocol/decision.js';
import { shownText } from '../../engine/protocol/shownText.js';
import { Button } from '../design/Button.js';
import { shortAddress } from '../design/shortAddress.js';
import { words } from '../language/words.js';
import styles from './ModerationPage.module.css';
import type { JudgedMessage } from './useHouse.js';

export interface MessageRowProps {
  message: JudgedMessage;
  decide: (decision: Decision) => Promise<void>;
}

/** One message as the wall would show it, where it stands, and what the operator may do about it. */
export function MessageRow({ message, decide }: MessageRowProps) {
  const { work, token, id, by, text, link, layer, title, standing, reason } = message;
  const [why, setWhy] = useState('');
  const field = useId();
  const say = words.moderation;
  const shown = shownText(text);
  const safe = checkLink(link).link;
  const host = safe?.host.replace(/:\d+$/, '');
  const rule = (isShown: boolean) =>
    void decide({ kind: 'ruling', message: id, work, token, shown: isShown, reason: why }).then(() => setWhy(''));
  // Nothing the house decides shows what the chain's moderator hides, or what has nothing to see in it.
  const isOurs = standing === 'featured' || standing === 'waiting' || standing === 'hidden';

  return (
    <li class={styles.message} data-standing={standing}>
      <p class={styles.standing}>{say.standing[standing]}</p>
      <blockquote dir="auto">{shown}</blockquote>
      <p class={styles.note}>
        <bdi>{say.of(shownText(layer), shownText(title))}</bdi>
        {' · '}
        <span title={by}>{say.by(shortAddress(by))}</span>
        {link !== '' && (
          <>
            {' · '}
            <bdi>
              {safe
                ? say.leadsTo(safe.letters ? `${safe.host} (${safe.letters})` : safe.host)
                : say.refusedLink(shownText(link))}
            </bdi>
          </>
        )}
      </p>
      {shown !== text && standing !== 'blank' && <p class={styles.note}>{say.mended}</p>}
      {reason && <p class={styles.note}>{say.because(reason)}</p>}
      {isOurs && (
        <div class={styles.acts}>
          <div class={styles.field}>
            <label for={field}>{say.why}</label>
            <input
              id={field}
              value={why}
              maxLength={200}
              placeholder={say.whyHint}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          </div>
          {standing !== 'featured' && (
            <Button look="primary" onClick={() => rule(true)}>
              {say.show}
            </Button>
          )}
          {standing !== 'hidden' && <Button onClick={() => rule(false)}>{say.keepBack}</Button>}
          <Button
            look="quiet"
            onClick={() => void decide({ kind: 'block', blocked: { what: 'author', value: by }, reason: why })}
          >
            {say.blockAuthor}
          </Button>
          {host && (
            <Button
              look="quiet"
              onClick={() => void decide({ kind: 'block', blocked: { what: 'host', value: host }, reason: why })}
            >
              {say.blockHost(host)}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
