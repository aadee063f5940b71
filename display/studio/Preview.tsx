import { useMemo } from 'preact/hooks';
import { preferredMotion } from '../composite/motion.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import { LiveComposite } from '../work/LiveComposite.js';
import type { Studio } from './createStudio.js';
import styles from './Preview.module.css';

const say = words.studio.preview;

/** The whole work as it would be, drawn by the very code of the gallery's screens. */
export function Preview({ studio }: { studio: Studio }) {
  const { work, snapshot, words: shown, proposals, before, token, notice } = studio;
  const motion = useMemo(() => {
    const preferred = preferredMotion(location.search);
    // Nobody who moves a lever wants to wait for pictures between.
    return preferred === 'morph' ? 'quick' : preferred;
  }, []);
  const proposes = proposals.value.length > 0;
  const hold = (held: boolean) => () => {
    before.value = held;
  };
  return (
    <figure class={styles.preview}>
      <LiveComposite
        work={work}
        words={shown.value}
        restyled={snapshot.value?.state.restyled ?? null}
        motion={motion}
        label={proposes ? say.label(work.manifest.title, token.value.title) : work.manifest.title}
      />
      <figcaption class={styles.caption}>
        <p role="status">{notice.value ?? captionOf(proposes, before.value)}</p>
        <Button
          disabled={!proposes}
          aria-pressed={before.value}
          onPointerDown={hold(true)}
          onPointerUp={hold(false)}
          onPointerLeave={hold(false)}
          onPointerCancel={hold(false)}
          onKeyDown={(event) => (event.key === ' ' || event.key === 'Enter') && hold(true)()}
          onKeyUp={hold(false)}
          onBlur={hold(false)}
        >
          {say.hold}
        </Button>
      </figcaption>
    </figure>
  );
}

function captionOf(proposes: boolean, before: boolean): string {
  if (!proposes) return say.now;
  return before ? say.before : say.proposal;
}
