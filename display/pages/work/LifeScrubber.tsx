import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../design/Button.js';
import { Plate } from '../../design/Plate.js';
import { Slider } from '../../design/Slider.js';
import { language, words } from '../../language/words.js';
import { type Change, type Stage, stagesOf } from '../../work/life.js';
import type { Work } from '../../work/loadWork.js';
import { stillUrl } from '../../work/stillUrl.js';
import { tokenOf } from '../../work/tokenOf.js';
import styles from './LifeScrubber.module.css';

/** Pixels. Every moment of a life is a still of its own, so they are asked for in one size. */
const STILL_WIDTH = 960;
/** A moment stays so long while the life plays. */
const STAGE_MS = 1_400;
/** A moment that is only passed on the way is not asked for. */
const PASSING_MS = 120;

/** A work's life, from its first block to now, to be gone along by hand or to be watched. */
export function LifeScrubber({ work, life }: { work: Work; life: readonly Change[] | null }) {
  const say = words.pages.life;
  const stages = useMemo(() => stagesOf(life ?? []), [life]);
  const [at, setAt] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const last = stages.length - 1;
  const place = Math.min(at ?? last, last);
  const stage = stages[place];

  useEffect(() => {
    if (!playing) return;
    if (place >= last) return setPlaying(false);
    const timer = setTimeout(() => setAt(place + 1), STAGE_MS);
    return () => clearTimeout(timer);
  }, [playing, place, last]);

  if (!stage) return null;
  return (
    <div id="life">
      <Plate heading={say.heading} aside={say.aside(stages.length)}>
        {stages.length === 1 ? (
          <p class={styles.only}>{say.only}</p>
        ) : (
          <div class={styles.life}>
            <StillOf work={work} block={stage.block.number} />
            <div class={styles.controls}>
              <Button
                aria-pressed={playing}
                onClick={() => {
                  if (!playing && place === last) setAt(0);
                  setPlaying(!playing);
                }}
              >
                {playing ? say.pause : say.play}
              </Button>
              <Slider
                min={0}
                max={last}
                value={place}
                name={{ label: say.scrub }}
                text={sentenceOf(work, stage, place)}
                onMove={(to) => {
                  setPlaying(false);
                  setAt(to);
                }}
              />
            </div>
            <p class={styles.caption}>
              {sentenceOf(work, stage, place)}{' '}
              <time dateTime={new Date(stage.block.time * 1000).toISOString()}>{dateOf(stage.block.time)}</time>
            </p>
          </div>
        )}
      </Plate>
    </div>
  );
}

/** The still of a block. What was there stays until it has come. */
function StillOf({ work, block }: { work: Work; block: number }) {
  const { manifest, description } = work;
  const url = stillUrl(description.work, STILL_WIDTH, block);
  const [shown, setShown] = useState({ url, block });
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      const next = new Image();
      next.src = url;
      next.decode().then(
        () => {
          if (left) return;
          setShown({ url, block });
          setFailed(false);
        },
        () => !left && setFailed(true),
      );
    }, PASSING_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [url, block]);

  const { width, height } = manifest.canvas;
  return (
    <figure class={styles.still} style={{ '--aspect': width / height }}>
      <img
        src={shown.url}
        alt={words.pages.life.stillOf(manifest.title, shown.block)}
        width={STILL_WIDTH}
        height={Math.round((STILL_WIDTH * height) / width)}
        loading="lazy"
      />
      {failed && <p role="status">{words.pages.life.failed}</p>}
    </figure>
  );
}

function sentenceOf({ manifest }: Work, { block, changes }: Stage, place: number): string {
  const { began, stage, and } = words.pages.life;
  if (place === 0) return began(block.number);
  const titles = [...new Set(changes.map(({ index }) => tokenOf(manifest, index).title))];
  const head = titles.slice(0, -1).join(', ');
  return stage(block.number, head === '' ? (titles[0] ?? '') : `${head} ${and} ${titles.at(-1)}`);
}

const dateOf = (seconds: number) =>
  new Date(seconds * 1000).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
