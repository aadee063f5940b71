import { useId } from 'preact/hooks';
import { leverMax } from '../../../engine/scene/leverValue.js';
import { ChoiceLever } from './ChoiceLever.js';
import type { LeverOf, LeverProps } from './leverProps.js';
import { leverText } from './leverText.js';
import styles from './SelectLever.module.css';

/** More options than this make a menu instead of buttons side by side. */
const MOST_BUTTONS = 6;

/** A choice from a named list. */
export function SelectLever({ lever, index, onMove }: LeverProps<LeverOf<'select'>>) {
  const id = useId();
  if (leverMax(lever) < MOST_BUTTONS) {
    return (
      <ChoiceLever lever={lever} index={index} onMove={onMove} layout="row">
        {(option) => <span class={styles.option}>{leverText(lever, option)}</span>}
      </ChoiceLever>
    );
  }
  return (
    <div class={styles.select}>
      <label for={id}>{lever.label}</label>
      <select id={id} value={index} onChange={(event) => onMove(event.currentTarget.selectedIndex)}>
        {lever.options.map((option, i) => (
          <option key={option.label} value={i}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
