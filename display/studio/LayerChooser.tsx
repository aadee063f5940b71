import type { TokenState } from '../../engine/protocol/workState.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { PaintedPicture } from '../design/PaintedPicture.js';
import { words } from '../language/words.js';
import { ownerName } from '../work/ownerName.js';
import { tokenOf } from '../work/tokenOf.js';
import type { Studio } from './createStudio.js';
import styles from './LayerChooser.module.css';
import { layerPicture } from './layerPicture.js';
import { momentText } from './momentText.js';

const say = words.studio.layers;

/** Every token of the work: first those the account may restyle, then those one may try and only others may sign for. */
export function LayerChooser({ studio }: { studio: Studio }) {
  const { snapshot, wallet, rights, elsewhere } = studio;
  const tokens = snapshot.value?.state.tokens ?? [];
  const own = tokens.filter(({ index }) => rights.value.has(index));
  const others = tokens.filter(({ index }) => !rights.value.has(index));
  return (
    <nav class={styles.chooser} aria-label={say.label}>
      {own.length > 0 && <Group heading={say.yours} tokens={own} studio={studio} />}
      {wallet.value && own.length === 0 && <p class={styles.note}>{say.ownsNone}</p>}
      <Group heading={wallet.value ? say.others : say.all} tokens={others} studio={studio} />
      {elsewhere.value.length > 0 && (
        <details class={styles.elsewhere}>
          <summary class={styles.heading}>{say.elsewhere(elsewhere.value.length)}</summary>
          <ul>
            {elsewhere.value.map(({ work, workTitle, index, title }) => (
              <li key={`${work} ${index}`}>
                <a href={`/studio?work=${work}&layer=${index}`}>
                  {title} <span class={styles.note}>{workTitle}</span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}

interface GroupProps {
  heading: string;
  tokens: readonly TokenState[];
  studio: Studio;
}

function Group({ heading, tokens, studio }: GroupProps) {
  const { work, selected, select, proposals } = studio;
  if (tokens.length === 0) return null;
  return (
    <section aria-label={heading}>
      <h2 class={styles.heading}>{heading}</h2>
      <ul class={styles.list}>
        {tokens.map(({ index, owner }) => (
          <li key={index}>
            <button
              type="button"
              class={styles.layer}
              title={tokenOf(work.manifest, index).title}
              aria-pressed={index === selected.value}
              data-proposed={proposals.value.some((proposal) => proposal.index === index)}
              onClick={() => select(index)}
            >
              <Thumbnail studio={studio} index={index} />
              <span class="unseen">{tokenOf(work.manifest, index).title} </span>
              <span class="unseen">{ownerName(owner, work.world.wallets)}</span>
              {proposals.value.some((proposal) => proposal.index === index) && (
                <span class="unseen">{say.proposed}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By what right the account works on the selected token, or whose it is. */
export function Belonging({ studio }: { studio: Studio }) {
  const { held, rights, work } = studio;
  if (!held.value) return null;
  const { index, owner } = held.value;
  const right = rights.value.get(index);
  const name = ownerName(owner, work.world.wallets);
  switch (right?.by) {
    case 'owner':
      return <>{say.owned}</>;
    case 'loan':
      return <>{say.lent(momentText(right.until))}</>;
    case 'delegation':
      return <>{say.delegated(name)}</>;
    default:
      return <>{name}</>;
  }
}

/** The token as the chain has it: of a layer the very picture the composite is made of, of the master a small still. */
function Thumbnail({ studio, index }: { studio: Studio; index: number }) {
  const { work, snapshot } = studio;
  const state = snapshot.value?.state;
  const word = state?.tokens[index]?.word;
  if (!state || !word) return null;
  const { work: number } = work.description;
  const picture = layerPicture(work, state, index, decodeWord(word).levers);
  return <PaintedPicture url={picture ?? `/api/works/${number}/still.webp?width=160`} />;
}
