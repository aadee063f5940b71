import { useSignal } from '@preact/signals';
import type { LiveState } from '../../work/followWork.js';
import type { Work } from '../../work/loadWork.js';
import { useLife } from '../../work/useLife.js';
import { Announcer } from './Announcer.js';
import { Credits } from './Credits.js';
import { HungWork } from './HungWork.js';
import { LayerOutline } from './LayerOutline.js';
import { LayerStack } from './LayerStack.js';
import { LifeScrubber } from './LifeScrubber.js';
import { MessageList } from './MessageList.js';
import { WorkLabel } from './WorkLabel.js';
import styles from './WorkPage.module.css';

/** A work with all there is to know of it: the painting, its layers in depth, its life, what its owners say. */
export function WorkPage({ work, live }: { work: Work; live: LiveState }) {
  const pointed = useSignal<number | null>(null);
  const life = useLife(work.description.work, live);
  const state = live.snapshot.value?.state;
  return (
    <>
      <HungWork work={work} live={live}>
        {state && pointed.value !== null && <LayerOutline work={work} state={state} index={pointed.value} />}
      </HungWork>
      <div class={styles.page}>
        <WorkLabel work={work} live={live} />
        <LayerStack work={work} live={live} life={life} pointed={pointed} />
        <LifeScrubber work={work} life={life} />
        <MessageList work={work} live={live} />
        <Credits work={work} />
      </div>
      <Announcer work={work} live={live} />
    </>
  );
}
