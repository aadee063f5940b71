import type { ComponentChildren } from 'preact';
import styles from './Notice.module.css';

/** All a page has to say when it cannot show what it is for. */
export function Notice({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <section class={styles.notice} role="alert">
      <h1>{heading}</h1>
      <p>{children}</p>
    </section>
  );
}
