import styles from './Slider.module.css';

export interface SliderProps {
  min: number;
  max: number;
  value: number;
  onMove: (to: number) => void;
  /** What a screen reader calls it; an `id` where a label on the page names it. */
  name: { label: string } | { id: string };
  /** Where it stands, in words; the number when left out. */
  text?: string | undefined;
}

/** A range to be moved along, filled up to where it stands. */
export function Slider({ min, max, value, onMove, name, text }: SliderProps) {
  const filled = max > min ? (100 * (value - min)) / (max - min) : 0;
  return (
    <input
      type="range"
      class={styles.slider}
      min={min}
      max={max}
      value={value}
      {...('id' in name ? name : { 'aria-label': name.label })}
      aria-valuetext={text}
      style={{ '--filled': `${filled}%` }}
      onInput={(event) => onMove(event.currentTarget.valueAsNumber)}
    />
  );
}
