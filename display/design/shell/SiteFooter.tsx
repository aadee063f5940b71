import { words } from '../../language/words.js';
import styles from './SiteFooter.module.css';

/** What lies below every page: what the name means, and what is for programs. */
export function SiteFooter() {
  const { motto, forPrograms } = words.common;
  return (
    <footer class={styles.footer}>
      <p class={styles.motto}>{motto}</p>
      <a href="/api/docs">{forPrograms}</a>
    </footer>
  );
}
