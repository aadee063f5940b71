import { useMemo, useState } from 'preact/hooks';
import type { WorkState } from '../../../engine/protocol/workState.js';
import { morphRecipes } from '../../../engine/scene/morphRecipes.js';
import { Button } from '../../design/Button.js';
import { PageHeading } from '../../design/PageHeading.js';
import { Slider } from '../../design/Slider.js';
import { words } from '../../language/words.js';
import type { Work } from '../../work/loadWork.js';
import styles from './HowPage.module.css';
import { NoiseField } from './NoiseField.js';
import { allOf, BANDS, type Band, type Paintable, paintableLayers, type Variants } from './paintable.js';
import { RecipePicture } from './RecipePicture.js';

/** How a network paints, in plain words, with pictures it paints while one reads. */
export function HowPage({ work, state }: { work: Work; state: WorkState }) {
  const say = words.pages.how;
  const layers = useMemo(() => paintableLayers(work, state), [work, state]);
  const [chosen, setChosen] = useState(0);
  const layer = layers[chosen];
  const number = work.description.work;
  return (
    <div class={styles.page}>
      <PageHeading heading={say.heading}>{say.lead}</PageHeading>
      {layer ? (
        <>
          <label class={styles.choice}>
            {say.choose}
            <select value={chosen} onChange={(event) => setChosen(event.currentTarget.selectedIndex)}>
              {layers.map(({ token, title }, i) => (
                <option key={token} value={i}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <Numbers key={`n${layer.token}`} work={work} layer={layer} />
          <Walk key={`w${layer.token}`} work={work} layer={layer} />
          <Bands key={`b${layer.token}`} work={work} layer={layer} />
        </>
      ) : (
        <p>{say.nothing}</p>
      )}
      <section class={styles.step}>
        <div class={styles.words}>
          <h2>{say.whole.heading}</h2>
          <p>{say.whole.text}</p>
          <p>
            <a href={`/work/${number}`}>{say.whole.link}</a>
          </p>
        </div>
      </section>
      <p class={styles.model}>{say.model(work.manifest.model.name, work.manifest.model.sha256.slice(0, 12))}</p>
    </div>
  );
}

interface StepProps {
  work: Work;
  layer: Paintable;
}

/** From 512 numbers to a picture. */
function Numbers({ work, layer }: StepProps) {
  const say = words.pages.how.numbers;
  const [variant, setVariant] = useState(0);
  return (
    <section class={styles.step}>
      <div class={styles.words}>
        <h2>{say.heading}</h2>
        <p>{say.text}</p>
        <Button onClick={() => setVariant((variant + 1) % layer.variants)}>{say.another}</Button>
      </div>
      <div class={styles.pair}>
        <figure>
          <NoiseField seed={work.seeds[layer.token] ?? '0x'} variant={variant} label={say.noise} />
          <figcaption>{say.noise}</figcaption>
        </figure>
        <figure>
          <RecipePicture
            work={work.description.work}
            recipe={layer.recipe(allOf(variant))}
            label={say.picture(layer.title, variant + 1)}
          />
          <figcaption>{say.picture(layer.title, variant + 1)}</figcaption>
        </figure>
      </div>
    </section>
  );
}

/** From one picture to another, through the pictures that lie between. */
function Walk({ work, layer }: StepProps) {
  const say = words.pages.how.walk;
  const [from, to] = [0, Math.floor(layer.variants / 2)];
  const [at, setAt] = useState(0);
  const stops = useMemo(() => {
    const [a, b] = [layer.recipe(allOf(from)), layer.recipe(allOf(to))];
    return [a, ...morphRecipes(a, b), b];
  }, [layer, from, to]);
  const recipe = stops[at] ?? stops[0];
  return (
    <section class={styles.step}>
      <div class={styles.words}>
        <h2>{say.heading}</h2>
        <p>{say.text}</p>
        <Slider
          min={0}
          max={stops.length - 1}
          value={at}
          name={{ label: say.slider }}
          text={say.at(at, stops.length - 1)}
          onMove={setAt}
        />
      </div>
      <div class={styles.single}>
        {recipe && <RecipePicture work={work.description.work} recipe={recipe} label={say.at(at, stops.length - 1)} />}
      </div>
    </section>
  );
}

const SOURCES = ['first', 'second'] as const;
type Source = (typeof SOURCES)[number];

/** Two pictures, each band of the third from one of them. */
function Bands({ work, layer }: StepProps) {
  const say = words.pages.how.bands;
  const number = work.description.work;
  const sources: Record<Source, number> = { first: 1, second: Math.min(9, layer.variants - 1) };
  const [mixed, setMixed] = useState<Record<Band, Source>>({ coarse: 'first', middle: 'second', fine: 'second' });
  const variants = Object.fromEntries(BANDS.map((band) => [band, sources[mixed[band]]])) as Variants;
  return (
    <section class={styles.step}>
      <div class={styles.words}>
        <h2>{say.heading}</h2>
        <p>{say.text}</p>
        {BANDS.map((band) => (
          <fieldset key={band} class={styles.band}>
            <legend>
              {say.names[band].name}
              <span>{say.names[band].is}</span>
            </legend>
            {SOURCES.map((source) => (
              <Button
                key={source}
                aria-pressed={mixed[band] === source}
                aria-label={say.from(say.names[band].name, say.sources[source])}
                onClick={() => setMixed({ ...mixed, [band]: source })}
              >
                {say.sources[source]}
              </Button>
            ))}
          </fieldset>
        ))}
      </div>
      <div class={styles.mix}>
        {SOURCES.map((source) => (
          <figure key={source}>
            <RecipePicture work={number} recipe={layer.recipe(allOf(sources[source]))} label={say.sources[source]} />
            <figcaption>{say.sources[source]}</figcaption>
          </figure>
        ))}
        <figure class={styles.result}>
          <RecipePicture work={number} recipe={layer.recipe(variants)} label={say.result} />
          <figcaption>{say.result}</figcaption>
        </figure>
      </div>
    </section>
  );
}
