import { useState } from 'preact/hooks';
import type { ScreenView } from '../../engine/protocol/desk.js';
import { type Power, Quarters } from '../../engine/protocol/plan.js';
import { type Command, CommandReply } from '../../engine/protocol/screenMessages.js';
import { Button } from '../design/Button.js';
import { Dialog } from '../design/Dialog.js';
import { words } from '../language/words.js';
import fields from './fields.module.css';
import { HoursEditor } from './HoursEditor.js';
import { Done, type GalleryDesk } from './openGalleryDesk.js';
import styles from './ScreenCard.module.css';
import { ScreenFacts } from './ScreenFacts.js';
import { ShowsSelect } from './ShowsSelect.js';

const POWERS: readonly Power[] = ['hours', 'awake', 'asleep'];
const TURNS: readonly Quarters[] = [0, 1, 2, 3];
const STILL = { width: 480 };

/** One screen: what it shows, how it is doing, and what it may be told. */
export function ScreenCard({ desk, screen }: { desk: GalleryDesk; screen: ScreenView }) {
  const say = words.screens;
  const [picture, setPicture] = useState<string | null>(null);
  const [answer, setAnswer] = useState<string | null>(null);
  const [isRevoking, setRevoking] = useState(false);
  const group = desk.groups.value.find(({ id }) => id === screen.group);
  const path = `/screens/${screen.id}`;
  const settle = (change: object) => desk.act(path, Done, { method: 'PATCH', body: change });

  async function command(name: Command['command']) {
    setAnswer(say.asking);
    const reply = await desk.act(`${path}/commands`, CommandReply, { method: 'POST', body: { command: name } });
    if (reply?.done && reply.picture) setPicture(`data:image/webp;base64,${reply.picture}`);
    setAnswer(!reply ? null : reply.done ? say.done[name] : say.refused[reply.code]);
  }

  const work = screen.report?.showing?.work;
  return (
    <li class={styles.card} data-state={stateOf(screen)} aria-label={screen.name}>
      <figure class={styles.picture}>
        {picture || work ? (
          <img
            src={picture ?? `/api/works/${work}/still.webp?width=${STILL.width}`}
            alt={picture ? say.pictureOf(screen.name) : say.stillOf(screen.name)}
          />
        ) : null}
      </figure>
      <div class={styles.body}>
        <header class={styles.header}>
          <span class={styles.number}>{screen.number}</span>
          <div>
            <input
              class={styles.name}
              aria-label={say.name}
              key={screen.name}
              defaultValue={screen.name}
              maxLength={60}
              onChange={(event) => {
                const name = event.currentTarget.value.trim();
                if (name) void settle({ name });
              }}
            />
            <p class={styles.state}>{say.states[stateOf(screen)]}</p>
          </div>
        </header>

        <div class={fields.row}>
          {group ? (
            <p class={styles.note}>{say.inGroup(group.name)}</p>
          ) : (
            <ShowsSelect desk={desk} shows={screen.shows} onChange={(shows) => void settle({ shows })} />
          )}
          <label class={fields.field}>
            <span>{say.turn}</span>
            <select
              value={screen.quarters}
              onChange={(event) => void settle({ quarters: Quarters.parse(Number(event.currentTarget.value)) })}
            >
              {TURNS.map((quarters) => (
                <option key={quarters} value={quarters}>
                  {90 * quarters}°
                </option>
              ))}
            </select>
          </label>
          <label class={fields.field}>
            <span>{say.power}</span>
            <select value={screen.power} onChange={(event) => void settle({ power: event.currentTarget.value })}>
              {POWERS.map((power) => (
                <option key={power} value={power}>
                  {say.powers[power]}
                </option>
              ))}
            </select>
          </label>
        </div>

        <div class={styles.actions}>
          <Button onClick={() => void command('identify')} disabled={!screen.connected}>
            {say.identify}
          </Button>
          <Button onClick={() => void command('screenshot')} disabled={!screen.connected}>
            {say.screenshot}
          </Button>
          <Button onClick={() => void command('reload')} disabled={!screen.connected}>
            {say.reload}
          </Button>
          <Button look="quiet" onClick={() => setRevoking(true)}>
            {say.revoke}
          </Button>
        </div>
        <p class={styles.note} role="status">
          {answer}
        </p>

        <details class={styles.more}>
          <summary>{say.sleep}</summary>
          <HoursEditor
            hours={screen.sleep}
            most={14}
            none={say.neverSleeps}
            onChange={(sleep) => void settle({ sleep })}
          />
        </details>
        <details class={styles.more}>
          <summary>{say.facts.heading}</summary>
          <ScreenFacts screen={screen} />
        </details>
      </div>

      <Dialog heading={say.revokeHeading(screen.name)} open={isRevoking} onClose={() => setRevoking(false)}>
        <p>{say.revokeHint}</p>
        <p class={styles.confirm}>
          <Button
            look="primary"
            onClick={() => {
              setRevoking(false);
              void desk.act(path, Done, { method: 'DELETE' });
            }}
          >
            {say.revoke}
          </Button>
        </p>
      </Dialog>
    </li>
  );
}

/** The one word for how a screen is doing. */
function stateOf({ connected, report, current }: ScreenView): keyof typeof words.screens.states {
  if (!connected) return 'away';
  if (!report) return 'starting';
  if (report.asleep) return 'asleep';
  if (report.phase === 'failed') return 'failed';
  if (!report.showing) return 'waiting';
  return current === false ? 'behind' : 'true';
}
