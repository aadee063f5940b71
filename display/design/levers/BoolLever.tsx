import styles from './BoolLever.module.css';
import type { LeverOf, LeverProps } from './leverProps.js';
import { leverText } from './leverText.js';

/** A switch. */
export function BoolLever({ lever, index, onMove }: LeverProps<LeverOf<'bool'>>) {
  return (
    <label class={styles.bool}>
      {lever.label}
      <span class={styles.value} aria-hidden="true">
        {leverText(lever, index)}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-label={lever.label}
        checked={index === 1}
        aria-checked={index === 1}
        onChange={(event) => onMove(event.currentTarget.checked ? 1 : 0)}
      />
    </label>
  );
}
