import type { Decision } from '../../engine/protocol/decision.js';
import { Button } from '../design/Button.js';
import { Plate } from '../design/Plate.js';
import { words } from '../language/words.js';
import styles from './ModerationPage.module.css';
import type { House } from './useHouse.js';

export interface HouseRulesProps {
  house: House;
  decide: (decision: Decision) => Promise<void>;
}

/** The hours in which walls keep quiet, and whether visitors have the light. */
export function HouseRules({ house: { quiet, spotlight }, decide }: HouseRulesProps) {
  const say = words.moderation;
  const zone = quiet?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Plate heading={say.houseRules}>
      <label class={styles.choice}>
        <input
          type="checkbox"
          checked={spotlight}
          onChange={(event) => void decide({ kind: 'spotlight', on: event.currentTarget.checked })}
        />
        {say.visitorsLight}
      </label>
      <form
        // What another operator saved is shown; what is being typed here is not lost to a look at the server.
        key={JSON.stringify(quiet)}
        class={styles.quiet}
        aria-label={say.quiet}
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const text = (name: string) => String(data.get(name) ?? '').trim();
          const hours = { from: text('from'), to: text('to'), zone: text('zone') };
          void decide({ kind: 'quiet', quiet: data.has('on') ? hours : null });
        }}
      >
        <label class={styles.choice}>
          <input name="on" type="checkbox" defaultChecked={quiet !== null} />
          {say.quietOn}
        </label>
        <p class={styles.note}>{say.quietHint}</p>
        <label class={styles.field}>
          {say.from}
          <input name="from" type="time" required defaultValue={quiet?.from ?? '22:00'} />
        </label>
        <label class={styles.field}>
          {say.to}
          <input name="to" type="time" required defaultValue={quiet?.to ?? '08:00'} />
        </label>
        <label class={styles.field}>
          {say.zone}
          <input name="zone" required defaultValue={zone} />
        </label>
        <Button type="submit">{say.save}</Button>
      </form>
    </Plate>
  );
}
