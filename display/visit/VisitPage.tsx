import { shownText } from '../../engine/protocol/shownText.js';
import { Button } from '../design/Button.js';
import { OutwardLink } from '../design/OutwardLink.js';
import { Plate } from '../design/Plate.js';
import { timeAgo } from '../design/timeAgo.js';
import { words } from '../language/words.js';
import type { LiveState } from '../work/followWork.js';
import type { Work } from '../work/loadWork.js';
import { ownerName } from '../work/ownerName.js';
import { tokenOf } from '../work/tokenOf.js';
import { useCredits } from './useCredits.js';
import { useSpotlight, type Wished } from './useSpotlight.js';
import styles from './VisitPage.module.css';

/** The whole work stands for its credits. */
const CREDITS = 0;

export interface VisitPageProps {
  work: Work;
  live: LiveState;
  /** Tells this visitor from the others. */
  visitor: string;
}

/** What a visitor holds in their hand before the wall: who shapes what they see, and the light to point at it. */
export function VisitPage({ work, live, visitor }: VisitPageProps) {
  const { manifest, description } = work;
  const snapshot = live.snapshot.value;
  const isOn = live.curation.value?.spotlight ?? false;
  const credits = useCredits(description.work, snapshot?.stateHash ?? null);
  const { wished, problem, wish } = useSpotlight(description.work, visitor);
  const say = words.visit;
  const [, ...layers] = credits;
  const moment = snapshot ? `&block=${snapshot.state.block.number}` : '';

  return (
    <div class={styles.page}>
      <img
        class={styles.still}
        src={`/api/works/${description.work}/still.webp?width=800${moment}`}
        alt={say.alt(manifest.title)}
        width={manifest.canvas.width}
        height={manifest.canvas.height}
      />
      <header class={styles.label}>
        <h1>{manifest.title}</h1>
        <p>{say.by(manifest.artist)}</p>
        <p class={styles.invitation}>{isOn ? say.invitation : say.off}</p>
      </header>

      <p class={styles.turn} role="status" data-lit={wished?.turn.position === 0}>
        {problem ?? (wished && turnSentence(wished, work))}
      </p>

      <Plate heading={say.whoShapes} aside={say.whoShapesAside}>
        <ul>
          {layers.reverse().map(({ index, owner, changed }) => {
            const { title } = tokenOf(manifest, index);
            const name = (account: typeof owner) => ownerName(account, work.world.wallets);
            return (
              <li key={index} class={styles.layer} data-lit={wished?.token === index && wished.turn.position === 0}>
                <p class={styles.title}>{title}</p>
                <p class={styles.who}>
                  {say.held(name(owner))}
                  <br />
                  {changed
                    ? say.changed(name(changed.by), timeAgo(changed.block.time, work.now()), changed.block.number)
                    : say.neverChanged}
                </p>
                {isOn && (
                  <Button aria-label={say.lightNamed(title)} onClick={() => void wish(index)}>
                    {say.light}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        {isOn && (
          <p class={styles.all}>
            <Button onClick={() => void wish(CREDITS)}>{say.credits}</Button>
          </p>
        )}
      </Plate>

      {live.featured.value.length > 0 && (
        <Plate heading={say.says}>
          <ul>
            {[...live.featured.value].reverse().map(({ token, text, link }) => (
              <li key={token} class={styles.message} dir="auto">
                <blockquote>{shownText(text)}</blockquote>
                <p class={styles.who}>
                  <bdi>{say.saysOf(tokenOf(manifest, token).title)}</bdi>
                  <OutwardLink link={link}>{say.leadsTo}</OutwardLink>
                </p>
              </li>
            ))}
          </ul>
        </Plate>
      )}
      <p>
        <a href={`/work/${description.work}`}>{say.more}</a>
      </p>
    </div>
  );
}

function turnSentence({ token, turn }: Wished, { manifest }: Work): string {
  const { lit, waiting, creditsLit, creditsWaiting } = words.visit;
  const { title } = tokenOf(manifest, token);
  const seconds = Math.ceil(turn.startsIn / 1000);
  if (turn.position === 0) return token === CREDITS ? creditsLit : lit(title);
  return token === CREDITS ? creditsWaiting(seconds) : waiting(title, seconds);
}
