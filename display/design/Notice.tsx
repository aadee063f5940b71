import type { ComponentChildren } from 'preact';
import styles from './Notice.module.css';

export interface NoticeProps {
  heading: string;
  children: ComponentChildren;
  /** Where to go from here. */
  way?: { href: string; text: string };
}

/** All a page has to say when it cannot show what it is for. */
export function Notice({ heading, children, way }: NoticeProps) {
  return (
    <section class={styles.notice} role="alert">
      <h1>{heading}</h1>
      <p>{children}</p>
      {way && <a href={way.href}>{way.text}</a>}
    </section>
  );
}
