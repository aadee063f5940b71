import { useEffect, useState } from 'preact/hooks';
import { words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import type { Work } from '../../work/loadWork.js';
import { loadMarket, type Market } from '../../work/market.js';
import { tokenOf } from '../../work/tokenOf.js';
import { ConnectionState } from './ConnectionState.js';
import styles from './WorkLabel.module.css';

/** The label beside the painting, and what can be done with it. What it says comes from the artist's manifest. */
export function WorkLabel({ work, live }: { work: Work; live: LiveState }) {
  const say = words.pages.workPage;
  const { title, artist, description, licence, layers, canvas } = work.manifest;
  const number = work.description.work;
  return (
    <section class={styles.label} aria-label={say.about}>
      <div>
        <h1>{title}</h1>
        <p class={styles.artist}>{artist}</p>
        <p class={styles.state}>
          <ConnectionState live={live} />
        </p>
      </div>
      <div>
        <p class={styles.description} dir="auto">
          {description}
        </p>
        <dl class={styles.facts}>
          <dt>{say.medium}</dt>
          <dd>{say.mediumIs(layers.length)}</dd>
          <dt>{say.canvas}</dt>
          <dd>
            {canvas.width} × {canvas.height}
          </dd>
          <dt>{say.licence}</dt>
          <dd>{licence}</dd>
        </dl>
        <p class={styles.acts}>
          <a href={`/screen/${number}`}>{say.wall}</a>
          <a href={`/studio?work=${number}`}>{say.studio}</a>
          <a href={`/work/${number}/puzzle`}>{say.puzzle}</a>
          <Offers work={work} live={live} />
        </p>
      </div>
    </section>
  );
}

/** What may be bought, where anything may. */
function Offers({ work: { description, manifest }, live }: { work: Work; live: LiveState }) {
  const number = description.work;
  const [market, setMarket] = useState<Market | null>(null);
  const seq = live.snapshot.value?.seq;
  useEffect(() => {
    loadMarket(number).then(setMarket, (cause) => console.warn('The market could not be read.', cause));
  }, [number, seq]);
  const say = words.pages.workPage;
  const offered = market?.tokens.filter(({ offer }) => offer).length ?? 0;
  const auctioned = market?.tokens.filter(({ auction }) => auction) ?? [];
  return (
    <>
      {offered > 0 && <a href={`/work/${number}/sale`}>{say.sale(offered)}</a>}
      {auctioned.map(({ index }) => (
        <a key={index} href={`/work/${number}/auction/${index}`}>
          {say.auction(tokenOf(manifest, index).title)}
        </a>
      ))}
    </>
  );
}
