import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../design/Button.js';
import { theme } from '../../design/shell/theme.js';
import { words } from '../../language/words.js';
import { createMosaicView, type MosaicView } from './createMosaicView.js';
import styles from './Mosaic.module.css';
import type { MosaicGrid } from './mosaicGrid.js';

export interface MosaicProps {
  grid: MosaicGrid;
  /** Of every work: another one whenever its pictures are others. */
  versions: ReadonlyMap<number, string>;
  /** The number of the tile that is singled out. */
  chosen: number | null;
  onChoose: (tile: number | null) => void;
}

const ZOOM_STEP = 1.6;

/** The mosaic itself: pulled about, pinched and scrolled into, or walked through by arrow keys. */
export function Mosaic({ grid, versions, chosen, onChoose }: MosaicProps) {
  const say = words.pages.mosaic;
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<MosaicView | null>(null);

  const newest = useRef(versions);
  newest.current = versions;
  useEffect(() => {
    if (!canvas.current) return;
    const made = createMosaicView({ canvas: canvas.current, grid, versions: newest.current, onChoose });
    view.current = made;
    return () => made.destroy();
  }, [grid, onChoose]);

  useEffect(() => view.current?.renew(versions), [versions]);

  const room = theme.value;
  // With the words below, so that the next key goes on from what they say.
  useLayoutEffect(() => view.current?.show(chosen), [chosen, room]);

  return (
    <div class={styles.mosaic}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is walked through by keys, as told by its label */}
      <canvas ref={canvas} class={styles.canvas} tabIndex={0} role="application" aria-label={say.canvas} />
      <div class={styles.controls}>
        <Button aria-label={say.closer} title={say.closer} onClick={() => view.current?.zoom(ZOOM_STEP)}>
          +
        </Button>
        <Button aria-label={say.farther} title={say.farther} onClick={() => view.current?.zoom(1 / ZOOM_STEP)}>
          −
        </Button>
        <Button onClick={() => view.current?.whole()}>{say.whole}</Button>
      </div>
    </div>
  );
}
