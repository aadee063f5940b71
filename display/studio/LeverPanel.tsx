import { leverMax } from '../../engine/scene/leverValue.js';
import type { Lever } from '../../engine/scene/manifest.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { LeverControl } from '../design/levers/LeverControl.js';
import { words } from '../language/words.js';
import type { Studio } from './createStudio.js';
import styles from './LeverPanel.module.css';
import { usePictures } from './usePictures.js';

/** The levers of the selected token, by what they move. */
export function LeverPanel({ studio }: { studio: Studio }) {
  const { selected, held, token, standing } = studio;
  const picture = usePictures(studio);
  const index = selected.value;
  if (!held.value) return null;
  const onChain = decodeWord(held.value.word).levers;
  const { levers } = token.value;
  return (
    <div class={styles.panel}>
      {groupsOf(levers).map(({ heading, members }) => (
        <section key={heading} class={styles.group} aria-label={heading}>
          <h3 class={styles.heading}>{heading}</h3>
          {members.map(({ lever, position }) => (
            <div
              key={`${index} ${position}`}
              class={styles.lever}
              data-type={lever.type}
              data-moved={standing.value[position] !== onChain[position]}
            >
              <LeverControl
                lever={lever}
                index={standing.value[position] ?? 0}
                onMove={(to) => studio.move(position, to)}
                picture={
                  lever.bind.startsWith('latent.')
                    ? (to) => picture(placeWith(levers, onChain, position, to)) ?? ''
                    : undefined
                }
              />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

/**
 * One lever moved from where the chain has it. Other moves of the proposal are left out on purpose: every picture is an
 * inference, and these stay the same while a person tries things. A partner is shown as itself, not as what little of it
 * is mixed in.
 */
function placeWith(levers: readonly Lever[], at: readonly number[], position: number, to: number): number[] {
  const place = at.slice(0, levers.length);
  place[position] = to;
  const mix = levers.findIndex(({ bind }) => bind === 'latent.mix');
  if (levers[position]?.bind === 'latent.partner' && mix >= 0) place[mix] = leverMax(levers[mix] as Lever);
  return place;
}

const say = words.studio.hand.groups;

/** What levers move, in the order a painter would think of it. The first that fits a binding takes it. */
const GROUPS: readonly { heading: string; holds: (bind: Lever['bind']) => boolean }[] = [
  { heading: say.painting, holds: (bind) => bind.startsWith('latent.') || bind.startsWith('state.') },
  { heading: say.motion, holds: (bind) => bind.startsWith('motion.') },
  { heading: say.colour, holds: (bind) => bind.startsWith('colour.') },
  { heading: say.place, holds: (bind) => bind.startsWith('placement.') },
  { heading: say.presence, holds: (bind) => ['opacity', 'visible', 'blend'].includes(bind) },
  { heading: say.work, holds: (bind) => bind.startsWith('work.') },
  { heading: say.rules, holds: (bind) => bind === 'rules' },
];

function groupsOf(levers: readonly Lever[]) {
  const placed = levers.map((lever, position) => ({
    lever,
    position,
    group: GROUPS.findIndex(({ holds }) => holds(lever.bind)),
  }));
  return GROUPS.map(({ heading }, i) => ({ heading, members: placed.filter(({ group }) => group === i) })).filter(
    ({ members }) => members.length > 0,
  );
}
