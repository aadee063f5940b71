import type { TakenDecision } from '../../engine/protocol/decision.js';
import { shownText } from '../../engine/protocol/shownText.js';
import { Plate } from '../design/Plate.js';
import { language, words } from '../language/words.js';
import styles from './ModerationPage.module.css';

/** Everything the house decided, the newest first. */
export function DecisionLog({ log }: { log: readonly TakenDecision[] }) {
  const { log: heading, logNone, because } = words.moderation;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Plate heading={heading}>
      {log.length === 0 && <p class={styles.note}>{logNone}</p>}
      <ol class={styles.rows}>
        {log.map((taken) => (
          <li key={taken.id}>
            <p>
              <bdi>{sentenceOf(taken)}</bdi>
              {'reason' in taken.decision && taken.decision.reason && (
                <span class={styles.note}> {because(taken.decision.reason)}</span>
              )}
            </p>
            <time class={styles.note} dateTime={new Date(taken.at).toISOString()}>
              {when.format(taken.at)}
            </time>
          </li>
        ))}
      </ol>
    </Plate>
  );
}

function sentenceOf({ decision, said }: TakenDecision): string {
  const { decided } = words.moderation;
  switch (decision.kind) {
    case 'ruling':
      return (decision.shown ? decided.shown : decided.kept)(shownText(said?.text ?? ''));
    case 'block':
      return decided.block(decision.blocked.value);
    case 'unblock':
      return decided.unblock(decision.blocked.value);
    case 'quiet': {
      const { quiet } = decision;
      return quiet ? decided.quiet(quiet.from, quiet.to, quiet.zone) : decided.noQuiet;
    }
    case 'spotlight':
      return decision.on ? decided.spotlightOn : decided.spotlightOff;
  }
}
