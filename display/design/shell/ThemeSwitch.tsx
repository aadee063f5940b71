import { words } from '../../language/words.js';
import styles from './ThemeSwitch.module.css';
import { chooseTheme, theme } from './theme.js';

/** Goes over from the dark room to the light one, and back. */
export function ThemeSwitch() {
  const next = theme.value === 'light' ? 'dark' : 'light';
  const says = words.common.theme[next];
  return (
    <button type="button" class={styles.switch} aria-label={says} title={says} onClick={() => chooseTheme(next)}>
      <svg viewBox="-10 -10 20 20" aria-hidden="true">
        <circle r="8" />
        <path d="M0-8A8 8 0 0 1 0 8Z" />
      </svg>
    </button>
  );
}
