import { useMemo } from 'preact/hooks';
import { describeScene } from '../../../engine/scene/describeScene.js';
import { preferredMotion } from '../../composite/motion.js';
import { language, words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import { LiveComposite } from '../../work/LiveComposite.js';
import type { Work } from '../../work/loadWork.js';
import { sceneNow } from '../../work/sceneNow.js';
import styles from './EmbedPage.module.css';

/** Pixels of the still; the server's page asks for the same ahead of the script. */
const STILL_WIDTH = 960;

/** The living work in a frame of somebody else's page: the picture, and a line that leads here. */
export function EmbedPage({ work, live }: { work: Work; live: LiveState }) {
  const { title, artist, canvas } = work.manifest;
  const motion = useMemo(() => preferredMotion(location.search), []);
  const state = live.snapshot.value?.state;
  const styleWords = useMemo(() => state?.tokens.map(({ word }) => word) ?? null, [state]);
  const label =
    state && styleWords
      ? describeScene({ manifest: work.manifest, words: styleWords, scene: sceneNow(work, state) }, language)
      : words.pages.work(title);
  return (
    <main class={styles.page} style={{ '--aspect': canvas.width / canvas.height }}>
      <div class={styles.picture}>
        <LiveComposite
          work={work}
          words={styleWords}
          restyled={state?.restyled ?? null}
          motion={motion}
          label={label}
          stillWidth={STILL_WIDTH}
        />
      </div>
      <p class={styles.caption}>
        <a href={`/work/${work.description.work}`} target="_blank" rel="noopener">
          {title}
        </a>{' '}
        {words.pages.by(artist)}
      </p>
    </main>
  );
}
