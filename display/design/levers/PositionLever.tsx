import { useId } from 'preact/hooks';
import { words } from '../../language/words.js';
import type { LeverOf, LeverProps } from './leverProps.js';
import { leverText } from './leverText.js';
import styles from './PositionLever.module.css';

/** The largest coordinate; the middle is no offset. */
const MAX = 0xff;
/** How far an arrow key goes: a quarter of a sigma. */
const KEY_STEP = 8;

/** A small map: one point on it is two coordinates. It is dragged, or moved by the arrow keys. */
export function PositionLever({ lever, index, onMove }: LeverProps<LeverOf<'position'>>) {
  const id = useId();
  const [across, up] = [index >> 8, index & MAX];
  const to = (x: number, y: number) => onMove((clamped(x) << 8) | clamped(y));

  const point = (event: PointerEvent) => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    to(((event.clientX - left) / width) * MAX, (1 - (event.clientY - top) / height) * MAX);
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    to(across + step[0] * KEY_STEP, up + step[1] * KEY_STEP);
  };
  return (
    <div class={styles.position}>
      <span id={id}>{lever.label}</span>
      <div
        class={styles.map}
        role="slider"
        tabIndex={0}
        aria-labelledby={id}
        aria-description={words.studio.hand.pad}
        aria-valuemin={0}
        aria-valuemax={MAX}
        aria-valuenow={across}
        aria-valuetext={leverText(lever, index)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={(event) => event.buttons > 0 && point(event)}
        onKeyDown={press}
      >
        <span class={styles.point} style={{ left: `${(across / MAX) * 100}%`, top: `${(1 - up / MAX) * 100}%` }} />
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const clamped = (coordinate: number) => Math.max(0, Math.min(MAX, Math.round(coordinate)));
