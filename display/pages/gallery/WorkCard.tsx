import { words } from '../../language/words.js';
import { Still } from '../../work/Still.js';
import { stillUrl } from '../../work/stillUrl.js';
import type { ListedWork } from '../../work/workList.js';
import styles from './WorkCard.module.css';

/** Pixels: twice as wide as it is shown, for fine displays. */
const STILL_WIDTH = 640;

/** A work on a wall of several: its still as it is now, and its title below. */
export function WorkCard({ work: { work, title, by, layers, aspect } }: { work: ListedWork }) {
  const { pages } = words;
  return (
    <a class={styles.card} href={`/work/${work}`}>
      <span class={styles.picture} style={{ aspectRatio: String(aspect) }}>
        {/* Its title says what it is, right below. */}
        <Still
          src={stillUrl(work, STILL_WIDTH)}
          alt=""
          width={STILL_WIDTH}
          height={Math.round(STILL_WIDTH / aspect)}
          loading="lazy"
          decoding="async"
        />
      </span>
      <span class={styles.title}>{title}</span>
      <span class={styles.facts}>
        {pages.by(by)}, {pages.layers(layers)}
      </span>
    </a>
  );
}
