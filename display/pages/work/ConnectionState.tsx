import { words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import styles from './ConnectionState.module.css';

/** Whether the page hears the gallery, in one quiet line. */
export function ConnectionState({ live }: { live: LiveState }) {
  const block = live.snapshot.value?.state.block.number;
  const up = live.connection.value === 'up';
  return (
    <span class={styles.state} data-up={up} role="status">
      {sentence(up, block)}
    </span>
  );
}

function sentence(up: boolean, block: number | undefined): string {
  const { live, notLive, finding } = words.pages;
  if (block === undefined) return finding;
  return up ? live(block) : notLive(block);
}
