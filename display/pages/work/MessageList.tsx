import { shownText } from '../../../engine/protocol/shownText.js';
import { OutwardLink } from '../../design/OutwardLink.js';
import { Plate } from '../../design/Plate.js';
import { timeAgo } from '../../design/timeAgo.js';
import { words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import type { Work } from '../../work/loadWork.js';
import { tokenOf } from '../../work/tokenOf.js';
import { useNow } from '../../work/useNow.js';
import styles from './MessageList.module.css';

/** What owners say, newest first. Words and links are theirs, so they are shown as text and lead out with care. */
export function MessageList({ work, live }: { work: Work; live: LiveState }) {
  const messages = live.featured.value;
  const now = useNow();
  const say = words.pages.workPage;
  if (messages.length === 0) return null;
  return (
    <Plate heading={say.messages} aside={say.messagesBy}>
      <ul class={styles.list}>
        {[...messages].reverse().map(({ token, text, link, time }) => (
          <li key={token} dir="auto">
            <blockquote class={styles.text}>{shownText(text)}</blockquote>
            <p class={styles.from}>
              <bdi>{say.messageFrom(tokenOf(work.manifest, token).title, timeAgo(time, now))}</bdi>
              <OutwardLink link={link} />
            </p>
          </li>
        ))}
      </ul>
    </Plate>
  );
}
