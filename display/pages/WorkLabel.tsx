import type { Work } from '../work/loadWork.js';
import styles from './WorkLabel.module.css';

/** The label beside the painting. Everything on it comes from the artist's manifest. */
export function WorkLabel({ work }: { work: Work }) {
  const { title, artist, description, licence, layers } = work.manifest;
  return (
    <section class={styles.label} aria-label="About the work">
      <h1>{title}</h1>
      <p class={styles.artist}>{artist}</p>
      <p class={styles.description} dir="auto">
        {description}
      </p>
      <dl class={styles.facts}>
        <dt>Medium</dt>
        <dd>{layers.length} layers painted by a neural network, on chain</dd>
        <dt>Licence</dt>
        <dd>{licence}</dd>
      </dl>
    </section>
  );
}
