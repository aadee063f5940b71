import { useMemo } from 'preact/hooks';
import type { WorkState } from '../../engine/protocol/workState.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { leverMax } from '../../engine/scene/leverValue.js';
import type { Lever } from '../../engine/scene/manifest.js';
import { momentOf } from '../../engine/scene/moment.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { LeverControl } from '../design/levers/LeverControl.js';
import type { Work } from '../work/loadWork.js';
import { tokenOf } from '../work/tokenOf.js';
import type { Studio } from './createStudio.js';
import styles from './LeverPanel.module.css';
import { proposedWord } from './proposal.js';

/** The levers of the selected token, by what they move. */
export function LeverPanel({ studio }: { studio: Studio }) {
  const { work, snapshot, selected, held, token, moves } = studio;
  const index = selected.value;
  const word = held.value?.word;
  const pictures = useMemo(() => {
    const state = snapshot.value?.state;
    return state && createPictures(work, state, index);
    // Pictures of one layer depend on its own word alone, so that a restyle elsewhere loads none of them again.
  }, [work, word, index]);
  if (!word || !pictures) return null;

  const { levers } = decodeWord(word);
  const standing = (lever: number) => moves.value.get(lever) ?? levers[lever] ?? 0;
  return (
    <div class={styles.panel}>
      {groupsOf(token.value.levers).map(({ heading, members }) => (
        <section key={heading} aria-label={heading}>
          <h3 class={styles.heading}>{heading}</h3>
          {members.map(({ lever, position }) => (
            <div key={`${index} ${position}`} class={styles.lever} data-moved={standing(position) !== levers[position]}>
              <LeverControl
                lever={lever}
                index={standing(position)}
                onMove={(to) => studio.move(position, to)}
                picture={lever.bind.startsWith('latent.') ? (to) => pictures(position, to) : undefined}
              />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

/** What levers move, in the order a painter would think of it. The first that fits a binding takes it. */
const GROUPS: readonly { heading: string; holds: (bind: Lever['bind']) => boolean }[] = [
  { heading: 'Painting', holds: (bind) => bind.startsWith('latent.') || bind.startsWith('state.') },
  { heading: 'Motion', holds: (bind) => bind.startsWith('motion.') },
  { heading: 'Colour', holds: (bind) => bind.startsWith('colour.') },
  { heading: 'Place', holds: (bind) => bind.startsWith('placement.') },
  { heading: 'Presence', holds: (bind) => ['opacity', 'visible', 'blend'].includes(bind) },
  { heading: 'The whole work', holds: (bind) => bind.startsWith('work.') },
  { heading: 'What rules read', holds: (bind) => bind === 'rules' },
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

/**
 * The address of a layer's picture with one lever moved from where the chain has it. Other moves of the proposal are
 * left out on purpose: every picture is an inference, and these stay the same while a person tries things.
 */
function createPictures({ manifest, seeds, description }: Work, { tokens, restyled }: WorkState, index: number) {
  const { levers } = tokenOf(manifest, index);
  const mix = levers.findIndex(({ bind }) => bind === 'latent.mix');
  /** A partner is shown as itself, not as what little of it is mixed in. */
  const inFull = (lever: number): [number, number][] =>
    levers[lever]?.bind === 'latent.partner' && mix >= 0 ? [[mix, leverMax(levers[mix] as Lever)]] : [];
  const known = new Map<string, string>();
  return (lever: number, to: number): string => {
    const key = `${lever} ${to}`;
    const found = known.get(key);
    if (found) return found;
    const moves = new Map([...inFull(lever), [lever, to]]);
    const moved = tokens.map(({ word }, i) => (i === index ? proposedWord(word, moves) : word));
    const layer = evaluateScene({ manifest, seeds, words: moved, moment: momentOf(restyled, 0) }).layers[index - 1];
    const url = layer ? recipeUrl(description.work, layer.recipe) : '';
    known.set(key, url);
    return url;
  };
}
