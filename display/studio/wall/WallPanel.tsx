import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../design/Button.js';
import { PaintedPicture } from '../../design/PaintedPicture.js';
import { words } from '../../language/words.js';
import type { Studio } from '../createStudio.js';
import { usePictures } from '../usePictures.js';
import { isWalkable, neighboursOf, STRIDES, type Stride } from './neighbours.js';
import styles from './WallPanel.module.css';

/** Four by four, the first of them where one stands. */
const NEIGHBOURS = 15;
/** How long the server's wish for patience stays on the page. */
const SLOWED_FOR_MS = 8_000;

const say = words.studio.wall;

/** Sixteen pictures on a wall: one's own and its neighbours. To choose one is to walk there. */
export function WallPanel({ studio }: { studio: Studio }) {
  const { token, standing, selected, held } = studio;
  const [stride, setStride] = useState<Stride>('step');
  const [turn, setTurn] = useState(0);
  const [slowed, setSlowed] = useState(0);
  const at = standing.value;
  const picture = usePictures(studio);
  const here = `${selected.value} ${at.join()}`;
  useEffect(() => setTurn(0), [here]);
  useEffect(() => {
    if (slowed === 0) return;
    const timer = setTimeout(() => setSlowed(0), SLOWED_FOR_MS);
    return () => clearTimeout(timer);
  }, [slowed]);

  const { levers, reach, title } = token.value;
  const neighbours = useMemo(
    () => (at.length === levers.length ? neighboursOf({ levers, reach, at }, stride, turn, NEIGHBOURS) : []),
    [here, stride, turn],
  );
  if (!held.value) return null;
  if (!isWalkable(levers)) return <p class={styles.note}>{say.none(title)}</p>;

  const onSlowed = () => setSlowed((times) => times + 1);
  return (
    <section class={styles.panel} aria-label={words.studio.ways.wall}>
      <p class={styles.note}>{say.intro}</p>
      <fieldset class={styles.stride}>
        <legend class="unseen">{say.stride}</legend>
        {(Object.keys(STRIDES) as Stride[]).map((name) => (
          <label key={name}>
            <input
              class="unseen"
              type="radio"
              name="stride"
              checked={name === stride}
              onChange={() => setStride(name)}
            />
            {say.strides[name]}
          </label>
        ))}
      </fieldset>
      <ul class={styles.wall} aria-label={say.label}>
        <li>
          <div class={styles.here}>
            <PaintedPicture url={picture(at)} />
            <span>{say.here}</span>
          </div>
        </li>
        {neighbours.map((place, i) => (
          // By their place on the wall, so that the focus stays there when one walks on.
          <li key={i}>
            <button
              type="button"
              class={styles.tile}
              aria-label={say.neighbour(i + 1)}
              onClick={() => studio.go(place)}
            >
              <PaintedPicture url={picture(place)} onSlowed={onSlowed} />
            </button>
          </li>
        ))}
      </ul>
      <div class={styles.below}>
        <p role="status" class={styles.note}>
          {slowed > 0 && say.slowed}
        </p>
        <Button onClick={() => setTurn((before) => before + 1)}>{say.others}</Button>
      </div>
      <Path studio={studio} picture={picture} />
    </section>
  );
}

/** Where the proposal has been: each stop is a way back. */
function Path({ studio, picture }: { studio: Studio; picture: (levers: readonly number[]) => string | null }) {
  const { path } = studio;
  if (path.value.length === 0) return null;
  return (
    <section aria-label={say.path}>
      <h3 class={styles.heading}>{say.path}</h3>
      <ol class={styles.path}>
        {path.value.map((place, i) => (
          <li key={i}>
            <button type="button" class={styles.tile} aria-label={say.back(i + 1)} onClick={() => studio.go(place)}>
              <PaintedPicture url={picture(place)} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
