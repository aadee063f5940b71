import type { ComponentChildren } from 'preact';
import styles from './PageHeading.module.css';

/** How a page begins: its name, large, and a sentence on what it is. */
export function PageHeading({ heading, children }: { heading: string; children?: ComponentChildren }) {
  return (
    <header class={styles.heading}>
      <h1>{heading}</h1>
      {children && <p>{children}</p>}
    </header>
  );
}
