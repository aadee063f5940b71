import { useEffect, useState } from 'preact/hooks';
import { leverMax } from '../../../engine/scene/leverValue.js';
import { ChoiceLever } from './ChoiceLever.js';
import type { LeverProps } from './leverProps.js';
import { leverText } from './leverText.js';
import { loadInTurn } from './loadInTurn.js';
import styles from './PictureLever.module.css';

export interface PictureLeverProps extends LeverProps {
  /** The address of the layer's picture with this lever at an index. */
  picture: (index: number) => string;
}

/** A lever of the model: each value shown as the picture it gives, as the pictures come. */
export function PictureLever({ lever, index, onMove, picture }: PictureLeverProps) {
  const [loaded, setLoaded] = useState<ReadonlySet<string>>(new Set());
  const first = picture(0);
  // Pictures of this lever do not depend on where it stands, so the first tells whether they are others now.
  useEffect(() => {
    const leaving = new AbortController();
    for (let option = 0; option <= leverMax(lever); option++) {
      const url = picture(option);
      loadInTurn(url, leaving.signal).then((isThere) => {
        if (isThere && !leaving.signal.aborted) setLoaded((known) => new Set(known).add(url));
      });
    }
    return () => leaving.abort();
  }, [first]);

  return (
    <ChoiceLever lever={lever} index={index} onMove={onMove} layout="grid">
      {(option) => (
        <span class={styles.frame}>
          {loaded.has(picture(option)) ? (
            <img class={styles.picture} src={picture(option)} alt="" width={72} height={72} />
          ) : (
            leverText(lever, option)
          )}
        </span>
      )}
    </ChoiceLever>
  );
}
