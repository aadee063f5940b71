import { useEffect, useState } from 'preact/hooks';
import { leverMax } from '../../../engine/scene/leverValue.js';
import type { Lever } from '../../../engine/scene/manifest.js';
import { PaintedPicture } from '../../design/PaintedPicture.js';
import { words } from '../../language/words.js';
import type { Studio } from '../createStudio.js';
import { usePictures } from '../usePictures.js';
import { type Band, bandsOf, type Crossing, crossed, crossingsOf } from './crossings.js';
import styles from './MixPanel.module.css';

const say = words.studio.mix;

/** Two variants, and everything that comes of them when each gives some of the bands. */
export function MixPanel({ studio }: { studio: Studio }) {
  const { token, standing, selected, held } = studio;
  const { levers, title } = token.value;
  const bands = bandsOf(levers);
  const [variants, setVariants] = useState({ first: 0, second: 1 });
  const picture = usePictures(studio);
  const at = standing.value;
  const [begin] = bands;
  // One begins with what is there, and its neighbour in the list.
  useEffect(() => {
    const count = begin ? leverMax(levers[begin.lever] as Lever) + 1 : 1;
    const first = (begin && at[begin.lever]) ?? 0;
    setVariants({ first, second: (first + 1) % count });
  }, [selected.value]);
  if (!held.value) return null;
  if (!begin || bands.length < 2) return <p class={styles.note}>{say.none(title)}</p>;

  const count = Math.min(...bands.map(({ lever }) => leverMax(levers[lever] as Lever))) + 1;
  const pure = (variant: number) =>
    crossed(at, levers, { first: variant, second: variant }, { coarse: 'first', middle: 'first', fine: 'first' });
  return (
    <section class={styles.panel} aria-label={words.studio.ways.mix}>
      <p class={styles.note}>{say.intro}</p>
      {(['first', 'second'] as const).map((which) => (
        <fieldset key={which} class={styles.variants}>
          <legend>{say[which]}</legend>
          <div class={styles.strip}>
            {Array.from({ length: count }, (_, variant) => (
              <label key={variant} class={styles.variant}>
                <input
                  class="unseen"
                  type="radio"
                  name={which}
                  aria-label={say.variant(variant)}
                  checked={variant === variants[which]}
                  onChange={() => setVariants((before) => ({ ...before, [which]: variant }))}
                />
                <PaintedPicture url={picture(pure(variant))} />
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <h3 class={styles.heading}>{say.crossings}</h3>
      <ul class={styles.crossings}>
        {crossingsOf(bands.map(({ band }) => band)).map((crossing) => {
          const place = crossed(at, levers, variants, crossing);
          return (
            <li key={Object.values(crossing).join()}>
              <button
                type="button"
                class={styles.crossing}
                aria-pressed={place.join() === at.join()}
                onClick={() => studio.go(place)}
              >
                <PaintedPicture url={picture(place)} />
                <Bands bands={bands.map(({ band }) => band)} crossing={crossing} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Which band is of which, as a row of filled and open marks, and in words for who cannot see them. */
function Bands({ bands, crossing }: { bands: readonly Band[]; crossing: Crossing }) {
  return (
    <span class={styles.bands}>
      {bands.map((band) => (
        <span key={band} data-from={crossing[band]} title={say.band(say.bands[band], say.from[crossing[band]])}>
          <span class="unseen">{say.band(say.bands[band], say.from[crossing[band]])}, </span>
          <span aria-hidden="true">{say.bands[band]}</span>
        </span>
      ))}
    </span>
  );
}
