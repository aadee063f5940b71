import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { preferredMotion } from '../composite/motion.js';
import { Shell } from '../design/shell/Shell.js';
import type { LiveState } from '../work/followWork.js';
import { LiveComposite } from '../work/LiveComposite.js';
import type { Work } from '../work/loadWork.js';
import { Announcer } from './Announcer.js';
import { ConnectionState } from './ConnectionState.js';
import { LayerList } from './LayerList.js';
import { LayerOutline } from './LayerOutline.js';
import { MessageList } from './MessageList.js';
import styles from './VisitorPage.module.css';
import { WorkLabel } from './WorkLabel.js';

/** What a visitor sees: the painting, its label, who holds which layer and what they say. */
export function VisitorPage({ work, live }: { work: Work; live: LiveState }) {
  const pointed = useSignal<number | null>(null);
  const motion = useMemo(() => preferredMotion(location.search), []);
  const state = live.snapshot.value?.state;
  const words = useMemo(() => state?.tokens.map(({ word }) => word) ?? null, [state]);
  const restyled = state?.restyled ?? null;
  const { title, artist } = work.manifest;
  return (
    <Shell here={null}>
      <div class={styles.above}>
        <ConnectionState live={live} />
        <a href={`/screen/${work.description.work}`}>Gallery wall</a>
      </div>
      <div class={styles.wall} style={{ '--aspect': work.manifest.canvas.width / work.manifest.canvas.height }}>
        <LiveComposite
          work={work}
          words={words}
          restyled={restyled}
          motion={motion}
          label={`${title}, a living painting by ${artist}`}
        >
          {words && restyled && pointed.value !== null && (
            <LayerOutline work={work} words={words} restyled={restyled} index={pointed.value} />
          )}
        </LiveComposite>
      </div>
      <div class={styles.below}>
        <WorkLabel work={work} />
        <div class={styles.lists}>
          <LayerList work={work} live={live} pointed={pointed} />
          <MessageList work={work} live={live} />
        </div>
      </div>
      <Announcer work={work} live={live} />
    </Shell>
  );
}
