import type { Signal } from '@preact/signals';
import { Plate } from '../design/Plate.js';
import { timeAgo } from '../design/timeAgo.js';
import type { LiveState } from '../work/followWork.js';
import type { Work } from '../work/loadWork.js';
import { ownerName } from '../work/ownerName.js';
import { tokenOf } from '../work/tokenOf.js';
import styles from './LayerList.module.css';
import { useLastChanges } from './useLastChanges.js';
import { useNow } from './useNow.js';

export interface LayerListProps {
  work: Work;
  live: LiveState;
  /** Set to the layer under pointer or focus, so that its place on the work can be shown. */
  pointed: Signal<number | null>;
}

/** Every layer, front to back as the eye meets them, with its owner and its last change; the master last. */
export function LayerList({ work, live, pointed }: LayerListProps) {
  const tokens = live.snapshot.value?.state.tokens ?? [];
  const changes = useLastChanges(work.description.work, tokens);
  const now = useNow();
  const pointAt = (index: number | null) => () => {
    pointed.value = index;
  };
  return (
    <Plate heading="Layers" aside="Each belongs to whoever holds its token.">
      <ul>
        {[...tokens].reverse().map(({ index, owner }) => (
          <li key={index}>
            <a
              class={styles.layer}
              href={`/studio?layer=${index}`}
              onPointerEnter={pointAt(index)}
              onPointerLeave={pointAt(null)}
              onFocus={pointAt(index)}
              onBlur={pointAt(null)}
            >
              <span class={styles.title}>{tokenOf(work.manifest, index).title}</span>
              <span class={styles.owner} title={owner}>
                {ownerName(owner, work.world.wallets)}
              </span>
              <span class={styles.change}>{lastChange(changes.get(index), now)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Plate>
  );
}

function lastChange(change: { number: number; time: number } | null | undefined, now: number): string {
  if (change === undefined) return '';
  return change === null ? 'never restyled' : `block ${change.number}, ${timeAgo(change.time, now)}`;
}
