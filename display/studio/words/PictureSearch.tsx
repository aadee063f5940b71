import { useState } from 'preact/hooks';
import { NearestStyle } from '../../../engine/protocol/nearestStyle.js';
import { words } from '../../language/words.js';
import { FetchError, fetchJson } from '../../work/fetchJson.js';
import type { Studio } from '../createStudio.js';
import styles from './PictureSearch.module.css';

/** The largest file that the server reads. */
const MAX_BYTES = 8 * 2 ** 20;

const say = words.studio.words.picture;

type Search =
  | { stage: 'idle' }
  | { stage: 'looking' }
  | { stage: 'found'; style: NearestStyle }
  | { stage: 'failed'; why: string };

/** Where a picture is dropped, and the nearest that the model can imagine is proposed. */
export function PictureSearch({ studio }: { studio: Studio }) {
  const { work, selected, token, standing } = studio;
  const [search, setSearch] = useState<Search>({ stage: 'idle' });
  const [isOver, setOver] = useState(false);
  const hasPlaces = token.value.levers.some(({ bind }) => bind === 'latent.position');
  if (!hasPlaces) return null;

  const look = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MAX_BYTES) return setSearch({ stage: 'failed', why: say.tooLarge });
    setSearch({ stage: 'looking' });
    const index = selected.value;
    try {
      const path = `/api/works/${work.description.work}/layers/${index}/nearest`;
      const style = await fetchJson(path, NearestStyle, { method: 'POST', body: file });
      if (selected.value !== index) return;
      const place = [...standing.value];
      for (const { lever, index: to } of style.levers) place[lever] = to;
      studio.go(place);
      setSearch({ stage: 'found', style });
    } catch (error) {
      setSearch({ stage: 'failed', why: error instanceof FetchError ? error.message : say.unsupported });
    }
  };
  return (
    <section class={styles.search} aria-label={say.heading}>
      <h3 class={styles.heading}>{say.heading}</h3>
      <p class={styles.note}>{say.intro}</p>
      <label
        class={styles.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void look(event.dataTransfer?.files[0]);
        }}
      >
        <input
          class="unseen"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => {
            void look(event.currentTarget.files?.[0]);
            // The same file may be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <span>
          <strong>{say.choose}</strong> {say.drop}
        </span>
      </label>
      <Outcome search={search} />
    </section>
  );
}

function Outcome({ search }: { search: Search }) {
  if (search.stage === 'failed') {
    return (
      <p role="alert" class={styles.failed}>
        {search.why}
      </p>
    );
  }
  return (
    <p role="status" class={styles.note}>
      {search.stage === 'looking' && say.looking}
      {search.stage === 'found' && foundText(search.style)}
    </p>
  );
}

function foundText({ variant, sigmas, reached, seen, isOwnClass }: NearestStyle): string {
  const where = variant === null ? say.foundPlace(sigmas.toFixed(1)) : say.found(variant, sigmas.toFixed(1));
  return [where, ...(isOwnClass ? [] : [say.otherKind(seen)]), say.left(Math.round(reached * 100))].join(' ');
}
