import type { DailyWindow } from '../../engine/protocol/dailyWindow.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import { dayName } from './dayName.js';
import styles from './HoursEditor.module.css';

export interface HoursEditorProps {
  hours: readonly DailyWindow[];
  /** So many at most. */
  most: number;
  /** Said while there are none. */
  none: string;
  onChange: (hours: DailyWindow[]) => void;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const NIGHT: DailyWindow = { days: DAYS, from: '22:00', to: '08:00' };

/** Hours of days of the week, any number of them. */
export function HoursEditor({ hours, most, none, onChange }: HoursEditorProps) {
  const say = words.screens.hours;
  const change = (at: number, next: DailyWindow) => onChange(hours.map((each, i) => (i === at ? next : each)));
  return (
    <div class={styles.hours}>
      {hours.length === 0 && <p class={styles.none}>{none}</p>}
      {hours.map((window, at) => (
        <fieldset key={`${at} ${window.from} ${window.to}`} class={styles.window}>
          <legend class="unseen">{say.window(at + 1)}</legend>
          <div class={styles.days}>
            {DAYS.map((day) => (
              <label key={day} class={styles.day}>
                <input
                  type="checkbox"
                  class="unseen"
                  checked={window.days.includes(day)}
                  aria-label={dayName(day, 'long')}
                  onChange={(event) => {
                    const days = DAYS.filter((each) =>
                      each === day ? event.currentTarget.checked : window.days.includes(each),
                    );
                    if (days.length > 0) change(at, { ...window, days });
                  }}
                />
                <span>{dayName(day, 'short')}</span>
              </label>
            ))}
          </div>
          {(['from', 'to'] as const).map((end) => (
            <input
              key={end}
              type="time"
              aria-label={say[end]}
              required
              defaultValue={window[end]}
              onChange={(event) => {
                if (event.currentTarget.value) change(at, { ...window, [end]: event.currentTarget.value });
              }}
            />
          ))}
          <Button look="quiet" onClick={() => onChange(hours.filter((_, i) => i !== at))}>
            {say.remove}
          </Button>
        </fieldset>
      ))}
      {hours.length < most && <Button onClick={() => onChange([...hours, NIGHT])}>{say.add}</Button>}
    </div>
  );
}
