import { useEffect, useState } from 'preact/hooks';
import { loadInTurn } from './loadInTurn.js';
import styles from './PaintedPicture.module.css';

export interface PaintedPictureProps {
  /** Where its raster is; null for none. */
  url: string | null;
  /** Told when the server asks for patience. */
  onSlowed?: (() => void) | undefined;
}

/** A picture that may have to be painted first: dim until it is there. What it shows is said by what it stands in. */
export function PaintedPicture({ url, onSlowed }: PaintedPictureProps) {
  const [loaded, setLoaded] = useState<string | null>(null);
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    setGone(false);
    if (!url) return;
    const leaving = new AbortController();
    void loadInTurn(url, leaving.signal, onSlowed).then((end) => {
      if (leaving.signal.aborted) return;
      if (end === 'there') setLoaded(url);
      else setGone(true);
    });
    return () => leaving.abort();
  }, [url]);
  // The one before stays until the next is there.
  return (
    <span class={styles.frame} data-awaited={url !== loaded && !isGone} data-gone={isGone}>
      {loaded && <img class={styles.picture} src={loaded} alt="" width={96} height={96} />}
    </span>
  );
}
