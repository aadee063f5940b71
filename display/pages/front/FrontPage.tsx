import { words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import type { Work } from '../../work/loadWork.js';
import type { ListedWork } from '../../work/workList.js';
import { WorkRows } from '../gallery/WorkRows.js';
import { Announcer } from '../work/Announcer.js';
import { ConnectionState } from '../work/ConnectionState.js';
import { HungWork } from '../work/HungWork.js';
import styles from './FrontPage.module.css';

/** Other works that the front shows: one row of a wide window. */
const OTHERS = 4;

/** The house's front: the work that hangs now, what this is, and what else there is. */
export function FrontPage({ work, live, works }: { work: Work; live: LiveState; works: readonly ListedWork[] }) {
  const { front, by } = words.pages;
  const { title, artist } = work.manifest;
  const number = work.description.work;
  const others = works.filter((other) => other.work !== number);
  const hrefs = ['/how', '/studio', `/work/${number}#life`];
  return (
    <>
      <HungWork work={work} live={live} />
      <div class={styles.page}>
        <section class={styles.hung} aria-label={front.hangs}>
          <h1>
            <a href={`/work/${number}`}>{title}</a>
          </h1>
          <p class={styles.by}>{by(artist)}</p>
          <p class={styles.state}>
            <ConnectionState live={live} />
            <a href={`/work/${number}`}>{front.see}</a>
          </p>
        </section>

        <section class={styles.ideas} aria-label={front.what}>
          {front.ideas.map(({ heading, text, link }, i) => (
            <div key={heading}>
              <h2>{heading}</h2>
              <p>{text}</p>
              <a href={hrefs[i] ?? '/'}>{link}</a>
            </div>
          ))}
        </section>

        {others.length > 0 && (
          <section class={styles.others} aria-label={front.others}>
            <header>
              <h2>{front.others}</h2>
              <p>
                <a href="/gallery">{front.all}</a>
                <a href="/mosaic">{front.allLayers}</a>
              </p>
            </header>
            <WorkRows works={others.slice(0, OTHERS)} />
          </section>
        )}
      </div>
      <Announcer work={work} live={live} />
    </>
  );
}
