import type { Blocked } from '../../engine/protocol/decision.js';
import { Button } from '../design/Button.js';
import { PageHeading } from '../design/PageHeading.js';
import { Plate } from '../design/Plate.js';
import { Shell } from '../design/shell/Shell.js';
import { words } from '../language/words.js';
import { DecisionLog } from './DecisionLog.js';
import { HouseRules } from './HouseRules.js';
import { MessageRow } from './MessageRow.js';
import styles from './ModerationPage.module.css';
import { useHouse } from './useHouse.js';

/** Where the operator decides what is featured, when walls keep quiet and what visitors may do. */
export function ModerationPage({ logOut }: { logOut: () => void }) {
  const { house, log, problem, decide } = useHouse();
  const say = words.moderation;
  const blocks: { blocked: Blocked; reason: string }[] = [
    ...(house?.hosts ?? []).map(({ value, reason }) => ({ blocked: { what: 'host', value } as const, reason })),
    ...(house?.authors ?? []).map(({ value, reason }) => ({ blocked: { what: 'author', value } as const, reason })),
  ];
  return (
    <Shell
      here={null}
      actions={
        <Button look="quiet" onClick={logOut}>
          {words.operator.logOut}
        </Button>
      }
    >
      <div class={styles.page}>
        <a class={styles.other} href="/screens">
          {words.screens.heading}
        </a>
        <PageHeading heading={say.heading}>{house && say.mode[house.mode]}</PageHeading>
        <p role="alert" class={styles.problem}>
          {problem}
        </p>

        {house?.messages.length === 0 && <p class={styles.note}>{say.none}</p>}
        <ul class={styles.messages}>
          {house?.messages.map((message) => (
            <MessageRow key={`${message.work}:${message.token}:${message.id}`} message={message} decide={decide} />
          ))}
        </ul>

        {house && <HouseRules house={house} decide={decide} />}

        {blocks.length > 0 && (
          <Plate heading={say.blocked}>
            <ul class={styles.rows}>
              {blocks.map(({ blocked, reason }) => (
                <li key={blocked.value}>
                  <p>
                    <bdi>{blocked.value}</bdi>
                    {reason && <span class={styles.note}> {say.because(reason)}</span>}
                  </p>
                  <Button onClick={() => void decide({ kind: 'unblock', blocked })}>
                    {say.unblock(blocked.value)}
                  </Button>
                </li>
              ))}
            </ul>
          </Plate>
        )}
        <DecisionLog log={log} />
      </div>
    </Shell>
  );
}
