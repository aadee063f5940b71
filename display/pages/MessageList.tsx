import { Plate } from '../design/Plate.js';
import { timeAgo } from '../design/timeAgo.js';
import type { LiveState } from '../work/followWork.js';
import type { Work } from '../work/loadWork.js';
import { tokenOf } from '../work/tokenOf.js';
import styles from './MessageList.module.css';
import { useNow } from './useNow.js';

/** What owners say, newest first. Words and links are theirs, so they are shown as text and lead out with care. */
export function MessageList({ work, live }: { work: Work; live: LiveState }) {
  const messages = live.snapshot.value?.state.messages ?? [];
  const now = useNow();
  if (messages.length === 0) return null;
  return (
    <Plate heading="Messages" aside="Said by the owners of layers.">
      <ul class={styles.list}>
        {[...messages].reverse().map(({ token, text, link, time }) => (
          <li key={token}>
            <blockquote class={styles.text} dir="auto">
              {text}
            </blockquote>
            <p class={styles.from}>
              {tokenOf(work.manifest, token).title}, {timeAgo(time, now)}
              {isSafe(link) && (
                <>
                  {' · '}
                  <a href={link} rel="noopener noreferrer nofollow ugc" target="_blank">
                    {new URL(link).host}
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Plate>
  );
}

/** The contract takes https alone; a name before the host could still dress one host up as another. */
function isSafe(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, username, password } = new URL(link);
  return protocol === 'https:' && !username && !password;
}
