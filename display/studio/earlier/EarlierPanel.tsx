import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { Address, BlockRef, Word } from '../../../engine/protocol/primitives.js';
import { decodeWord } from '../../../engine/scene/styleWord.js';
import { Button } from '../../design/Button.js';
import { PaintedPicture } from '../../design/PaintedPicture.js';
import { timeAgo } from '../../design/timeAgo.js';
import { words } from '../../language/words.js';
import { fetchJson } from '../../work/fetchJson.js';
import { ownerName } from '../../work/ownerName.js';
import type { Studio } from '../createStudio.js';
import { usePictures } from '../usePictures.js';
import styles from './EarlierPanel.module.css';

/** What the studio needs of `GET …/layers/:index/history`. */
const History = z.array(z.object({ block: BlockRef, by: Address, word: Word }));
type History = z.infer<typeof History>;

/** How many are shown at a time: each is a picture that may have to be painted. */
const A_PAGE = 12;

const say = words.studio.earlier;

/** Every style the layer ever had, the newest first. To choose one is to propose it again. */
export function EarlierPanel({ studio }: { studio: Studio }) {
  const { work, selected, held, standing, token } = studio;
  const [history, setHistory] = useState<History | string>([]);
  const [shown, setShown] = useState(A_PAGE);
  const picture = usePictures(studio);
  const index = selected.value;
  const word = held.value?.word;
  useEffect(() => {
    let left = false;
    fetchJson(`/api/works/${work.description.work}/layers/${index}/history`, History).then(
      (found) => !left && setHistory([...found].reverse()),
      (cause: Error) => !left && setHistory(cause.message),
    );
    return () => {
      left = true;
    };
  }, [work, index, word]);
  useEffect(() => setShown(A_PAGE), [index]);

  if (typeof history === 'string') {
    return (
      <p role="alert" class={styles.note}>
        {history}
      </p>
    );
  }
  if (history.length === 0) return <p class={styles.note}>{say.loading}</p>;
  const count = token.value.levers.length;
  return (
    <section class={styles.panel} aria-label={words.studio.ways.earlier}>
      <p class={styles.note}>{say.intro}</p>
      <ol class={styles.list}>
        {history.slice(0, shown).map(({ block, by, word: past }, i) => {
          const place = decodeWord(past).levers.slice(0, count);
          const when = timeAgo(block.time, work.now());
          return (
            <li key={`${block.hash} ${past}`}>
              <button
                type="button"
                class={styles.entry}
                aria-pressed={place.join() === standing.value.join()}
                aria-label={say.restore(when)}
                onClick={() => studio.go(place)}
              >
                <PaintedPicture url={index === 0 ? stillUrl(work.description.work, block.number) : picture(place)} />
                <span class={styles.words}>
                  {say.entry(when, ownerName(by, work.world.wallets))}
                  {(i === 0 || i === history.length - 1) && (
                    <span class={styles.note}>{i === 0 ? say.now : say.first}</span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {history.length > shown && <Button onClick={() => setShown(shown + A_PAGE)}>{say.more}</Button>}
    </section>
  );
}

/** The master has no picture of its own: it is shown by the whole work as it was then. */
const stillUrl = (work: number, block: number) => `/api/works/${work}/still.webp?width=160&block=${block}`;
