import type { ComponentChildren } from 'preact';
import styles from './Plate.module.css';

export interface PlateProps {
  heading: string;
  children: ComponentChildren;
  /** Said beside the heading, in small. */
  aside?: ComponentChildren;
}

/** A section under a thin rule and a heading, like a wall label in a museum. */
export function Plate({ heading, aside, children }: PlateProps) {
  return (
    <section class={styles.plate} aria-label={heading}>
      <header class={styles.header}>
        <h2>{heading}</h2>
        {aside && <div class={styles.aside}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}
