import { useMemo, useState } from 'preact/hooks';
import { words } from '../../language/words.js';
import type { ListedWork } from '../../work/workList.js';
import { Mosaic } from './Mosaic.js';
import styles from './MosaicPage.module.css';
import { mosaicGrid } from './mosaicGrid.js';
import { useLayerTitles } from './useLayerTitles.js';
import { useVersions } from './useVersions.js';

/** Every layer of the series in one picture, to be walked through. */
export function MosaicPage({ works }: { works: readonly ListedWork[] }) {
  const say = words.pages.mosaic;
  const grid = useMemo(() => mosaicGrid(works), [works]);
  const versions = useVersions(works);
  const [chosen, setChosen] = useState<number | null>(null);
  const tile = chosen === null ? null : grid.tiles[chosen];
  const titles = useLayerTitles(tile?.work.work ?? null);
  const title = tile && (titles?.[tile.index - 1] ?? words.pages.layerNumber(tile.index));
  return (
    <div class={styles.page}>
      <header class={styles.header}>
        <h1>{say.heading}</h1>
        <p>{say.lead(grid.tiles.length)}</p>
      </header>
      <Mosaic grid={grid} versions={versions} chosen={chosen} onChoose={setChosen} />
      <p class={styles.caption} role="status">
        {tile ? (
          <>
            <a href={`/work/${tile.work.work}/token/${tile.index}`}>{title}</a>{' '}
            <a href={`/work/${tile.work.work}`} class={styles.work}>
              {words.pages.ofWork(tile.work.title)}
            </a>
          </>
        ) : (
          say.hint
        )}
      </p>
    </div>
  );
}
