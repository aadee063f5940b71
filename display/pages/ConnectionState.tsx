import type { LiveState } from '../work/followWork.js';
import styles from './ConnectionState.module.css';

/** Whether the page hears the gallery, in one quiet line. */
export function ConnectionState({ live }: { live: LiveState }) {
  const block = live.snapshot.value?.state.block.number;
  const up = live.connection.value === 'up';
  return (
    <p class={styles.state} data-up={up} role="status">
      {sentence(up, block)}
    </p>
  );
}

function sentence(up: boolean, block: number | undefined): string {
  if (block === undefined) return 'Finding the gallery.';
  return up ? `Live. Last changed at block ${block}.` : `Not connected. This is the work as of block ${block}.`;
}
