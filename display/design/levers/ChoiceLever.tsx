import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { leverMax } from '../../../engine/scene/leverValue.js';
import type { Lever } from '../../../engine/scene/manifest.js';
import styles from './ChoiceLever.module.css';
import type { LeverProps } from './leverProps.js';
import { leverText } from './leverText.js';

export interface ChoiceLeverProps<L extends Lever> extends LeverProps<L> {
  /** `row` sets choices as wide as their words side by side, `grid` as squares. */
  layout: 'row' | 'grid';
  /** What one choice looks like; its name for a screen reader is the lever's text. */
  children: (index: number) => ComponentChildren;
}

/** A lever whose every value is shown at once: radio buttons in disguise, so arrow keys move through them. */
export function ChoiceLever<L extends Lever>({ lever, index, onMove, layout, children }: ChoiceLeverProps<L>) {
  const name = useId();
  return (
    <fieldset class={styles.choice}>
      <legend>
        {lever.label}
        <span class={styles.value}>{leverText(lever, index)}</span>
      </legend>
      <div class={styles[layout]}>
        {Array.from({ length: leverMax(lever) + 1 }, (_, option) => (
          <label key={option} class={styles.option}>
            <input
              class="unseen"
              type="radio"
              name={name}
              checked={option === index}
              aria-label={leverText(lever, option)}
              onChange={() => onMove(option)}
            />
            {children(option)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
