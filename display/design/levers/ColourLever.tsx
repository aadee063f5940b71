import { ChoiceLever } from './ChoiceLever.js';
import styles from './ColourLever.module.css';
import type { LeverOf, LeverProps } from './leverProps.js';

/** A choice from the artist's colours. */
export function ColourLever({ lever, index, onMove }: LeverProps<LeverOf<'color'>>) {
  return (
    <ChoiceLever lever={lever} index={index} onMove={onMove} layout="row">
      {(option) => <span class={styles.swatch} style={{ background: lever.colours[option]?.value }} />}
    </ChoiceLever>
  );
}
