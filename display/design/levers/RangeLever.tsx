import { useId } from 'preact/hooks';
import { leverMax } from '../../../engine/scene/leverValue.js';
import { Slider } from '../Slider.js';
import type { LeverOf, LeverProps } from './leverProps.js';
import { leverText } from './leverText.js';
import styles from './RangeLever.module.css';

/** A slider over a range, or once round an angle, with the value in words beside it. */
export function RangeLever({ lever, index, onMove }: LeverProps<LeverOf<'range' | 'angle'>>) {
  const id = useId();
  return (
    <div class={styles.range}>
      <label for={id}>{lever.label}</label>
      <span class={styles.value} aria-hidden="true">
        {lever.type === 'angle' && <Dial degrees={(index * 360) / lever.steps} />}
        {leverText(lever, index)}
      </span>
      <span class={styles.slider}>
        <Slider
          min={0}
          max={leverMax(lever)}
          value={index}
          onMove={onMove}
          name={{ id }}
          text={leverText(lever, index)}
        />
      </span>
    </div>
  );
}

const Dial = ({ degrees }: { degrees: number }) => (
  <svg class={styles.dial} viewBox="-10 -10 20 20" aria-hidden="true">
    <circle r="8.5" />
    <line y2="-8.5" transform={`rotate(${degrees})`} />
  </svg>
);
