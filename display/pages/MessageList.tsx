import { checkLink } from '../../engine/protocol/checkLink.js';
import { shownText } from '../../engine/protocol/shownText.js';
import { Plate } from '../design/Plate.js';
import { timeAgo } from '../design/timeAgo.js';
import type { LiveState } from '../work/followWork.js';
import type { Work } from '../work/loadWork.js';
import { tokenOf } from '../work/tokenOf.js';
import styles from './MessageList.module.css';
import { useNow } from './useNow.js';

/** What owners say, newest first. Words and links are theirs, so they are shown as text and lead out with care. */
export function MessageList({ work, live }: { work: Work; live: LiveState }) {
  const messages = live.featured.value;
  const now = useNow();
  if (messages.length === 0) return null;
  return (
    <Plate heading="Messages" aside="Said by the owners of layers.">
      <ul class={styles.list}>
        {[...messages].reverse().map(({ token, text, link, time }) => (
          <li key={token}>
            <blockquote class={styles.text} dir="auto">
              {shownText(text)}
            </blockquote>
            <p class={styles.from}>
              {tokenOf(work.manifest, token).title}, {timeAgo(time, now)}
              <LinkOf link={link} />
            </p>
          </li>
        ))}
      </ul>
    </Plate>
  );
}

function LinkOf({ link }: { link: string }) {
  const { link: safe } = checkLink(link);
  return (
    safe && (
      <>
        {' · '}
        <a href={safe.href} rel="noopener noreferrer nofollow ugc" target="_blank">
          {safe.letters ? `${safe.host} (${safe.letters})` : safe.host}
        </a>
      </>
    )
  );
}
