import { words } from '../language/words.js';
import styles from './documents.module.css';

/** What hung on which screen when, to take away. */
export function PlaysExport() {
  return (
    <p class={styles.links}>
      <a href="/api/operator/plays.csv" download>
        {words.screens.asTable}
      </a>
      <a href="/api/operator/plays.json" download="proof-of-play.json">
        {words.screens.asJson}
      </a>
    </p>
  );
}
