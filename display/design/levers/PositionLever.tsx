import { useId } from 'preact/hooks';
import type { LeverOf, LeverProps } from './leverProps.js';
import { leverText } from './leverText.js';
import styles from './RangeLever.module.css';

/** Two sliders, one a coordinate, with both in sigmas beside the name. */
export function PositionLever({ lever, index, onMove }: LeverProps<LeverOf<'position'>>) {
  const id = useId();
  const [first, second] = [index >> 8, index & 0xff];
  const slider = (name: string, coordinate: number, moved: (to: number) => number) => (
    <input
      type="range"
      min={0}
      max={0xff}
      value={coordinate}
      style={{ '--filled': `${(coordinate / 0xff) * 100}%` }}
      aria-labelledby={id}
      aria-description={name}
      aria-valuetext={leverText(lever, index)}
      onInput={(event) => onMove(moved(event.currentTarget.valueAsNumber))}
    />
  );
  return (
    <div class={styles.range}>
      <span id={id}>{lever.label}</span>
      <span class={styles.value} aria-hidden="true">
        {leverText(lever, index)}
      </span>
      {slider('First coordinate', first, (to) => (to << 8) | second)}
      {slider('Second coordinate', second, (to) => (first << 8) | to)}
    </div>
  );
}
