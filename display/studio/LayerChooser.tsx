import type { TokenState } from '../../engine/protocol/workState.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { momentOf } from '../../engine/scene/moment.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import { ownerName } from '../work/ownerName.js';
import { tokenOf } from '../work/tokenOf.js';
import type { Studio } from './createStudio.js';
import styles from './LayerChooser.module.css';

/** Every token of the work: first those of the account, then those one may try and only others may sign for. */
export function LayerChooser({ studio }: { studio: Studio }) {
  const tokens = studio.snapshot.value?.state.tokens ?? [];
  const address = studio.wallet.value?.address;
  const own = tokens.filter(({ owner }) => owner === address);
  const others = tokens.filter(({ owner }) => owner !== address);
  return (
    <nav class={styles.chooser} aria-label="Layers">
      {own.length > 0 && <Group heading="Your layers" tokens={own} studio={studio} />}
      {address && own.length === 0 && (
        <p class={styles.note}>This account owns no layer of the work. You may still try every lever below.</p>
      )}
      <Group
        heading={address ? 'Held by others' : 'All layers'}
        tokens={others}
        studio={studio}
        note={own.length > 0 ? 'Yours to try in the preview; only their owners can sign.' : undefined}
      />
    </nav>
  );
}

interface GroupProps {
  heading: string;
  tokens: readonly TokenState[];
  studio: Studio;
  note?: string | undefined;
}

function Group({ heading, tokens, studio, note }: GroupProps) {
  const { work, selected, select } = studio;
  if (tokens.length === 0) return null;
  return (
    <section aria-label={heading}>
      <h2 class={styles.heading}>{heading}</h2>
      {note && <p class={styles.note}>{note}</p>}
      <ul class={styles.list}>
        {tokens.map(({ index, owner }) => (
          <li key={index}>
            <button
              type="button"
              class={styles.layer}
              aria-pressed={index === selected.value}
              onClick={() => select(index)}
            >
              <Thumbnail studio={studio} index={index} />
              <span>
                <span class={styles.title}>{tokenOf(work.manifest, index).title}</span>
                <span class={styles.owner}>{ownerName(owner, work.world.wallets)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The token as the chain has it: of a layer the very picture the composite is made of, of the master a small still. */
function Thumbnail({ studio, index }: { studio: Studio; index: number }) {
  const { work, snapshot } = studio;
  const { manifest, seeds, description } = work;
  const { work: number } = description;
  const state = snapshot.value?.state;
  const words = state?.tokens.map(({ word }) => word) ?? [];
  const layer =
    state && evaluateScene({ manifest, seeds, words, moment: momentOf(state.restyled, 0) }).layers[index - 1];
  const src = layer ? recipeUrl(number, layer.recipe) : `/api/works/${number}/still.webp?width=160`;
  return <img class={styles.thumbnail} src={src} alt="" width={44} height={44} />;
}
