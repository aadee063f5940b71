import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { describeScene } from '../../../engine/scene/describeScene.js';
import { preferredMotion } from '../../composite/motion.js';
import { language, words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import { LiveComposite } from '../../work/LiveComposite.js';
import type { Work } from '../../work/loadWork.js';
import { sceneNow } from '../../work/sceneNow.js';
import styles from './HungWork.module.css';

export interface HungWorkProps {
  work: Work;
  live: LiveState;
  /** Laid over the picture. */
  children?: ComponentChildren;
}

/** The living painting as it hangs in a page: as large as the window holds whole, lit from above. */
export function HungWork({ work, live, children }: HungWorkProps) {
  const { manifest } = work;
  const motion = useMemo(() => preferredMotion(location.search), []);
  const state = live.snapshot.value?.state;
  const styleWords = useMemo(() => state?.tokens.map(({ word }) => word) ?? null, [state]);
  const label = useMemo(
    () =>
      state && styleWords
        ? describeScene({ manifest, words: styleWords, scene: sceneNow(work, state) }, language)
        : words.pages.work(manifest.title),
    [work, manifest, state, styleWords],
  );
  return (
    <div class={styles.wall} style={{ '--aspect': manifest.canvas.width / manifest.canvas.height }}>
      <LiveComposite work={work} words={styleWords} restyled={state?.restyled ?? null} motion={motion} label={label}>
        {children}
      </LiveComposite>
    </div>
  );
}
