import { useState } from 'preact/hooks';
import { ChoiceLever } from './ChoiceLever.js';
import type { LeverProps } from './leverProps.js';
import styles from './PictureLever.module.css';

export interface PictureLeverProps extends LeverProps {
  /** The address of the layer's picture with this lever at an index. */
  picture: (index: number) => string;
}

/**
 * A lever of the model: each value shown as the picture it gives. Pictures are asked for one after another, so that the
 * painter is never busy with them while the preview waits.
 */
export function PictureLever({ lever, index, onMove, picture }: PictureLeverProps) {
  const [loaded, setLoaded] = useState(0);
  return (
    <ChoiceLever lever={lever} index={index} onMove={onMove} layout="grid">
      {(option) => (
        <span class={styles.frame}>
          {option <= loaded && (
            <img
              class={styles.picture}
              src={picture(option)}
              alt=""
              width={72}
              height={72}
              onLoad={() => setLoaded(Math.max(loaded, option + 1))}
              // A picture that cannot be had leaves its number; the next ones may still come.
              onError={() => setLoaded(Math.max(loaded, option + 1))}
            />
          )}
        </span>
      )}
    </ChoiceLever>
  );
}
