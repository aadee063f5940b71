import { useState } from 'preact/hooks';
import type { Lever } from '../../../engine/scene/manifest.js';
import { Button } from '../../design/Button.js';
import { leverText } from '../../design/levers/leverText.js';
import { language, words } from '../../language/words.js';
import type { Studio } from '../createStudio.js';
import { PictureSearch } from './PictureSearch.js';
import { knownWords, type Reading, readWords, type WordMove } from './readWords.js';
import styles from './WordsPanel.module.css';

const say = words.studio.words;

/** Two ways to say how a layer should look: in words, whose every effect is shown, and by a picture. */
export function WordsPanel({ studio }: { studio: Studio }) {
  const { token, standing, held } = studio;
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading | null>(null);
  const { levers } = token.value;
  if (!held.value) return null;

  const paint = (wish: string) => {
    const read = readWords(wish, levers, standing.value);
    setReading(read);
    const place = [...standing.value];
    for (const { lever, to } of read.moves) place[lever] = to;
    if (place.join() !== standing.value.join()) studio.go(place);
  };
  return (
    <div class={styles.panel}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          paint(text);
        }}
      >
        <p class={styles.note}>{say.intro}</p>
        <label class={styles.field}>
          <span class="unseen">{say.label}</span>
          <input
            type="text"
            value={text}
            placeholder={say.placeholder}
            maxLength={300}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <Button type="submit" disabled={text.trim() === ''}>
          {say.paint}
        </Button>
      </form>
      {reading && <Told reading={reading} levers={levers} />}
      <section aria-label={say.knows}>
        <h3 class={styles.heading}>{say.knows}</h3>
        <ul class={styles.known}>
          {knownWords(levers, language).map((word) => (
            <li key={word}>
              <button type="button" onClick={() => paint(word)}>
                {word}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <PictureSearch studio={studio} />
    </div>
  );
}

function Told({ reading: { moves, unknown }, levers }: { reading: Reading; levers: readonly Lever[] }) {
  return (
    <div role="status" class={styles.told}>
      <ul>
        {moves.map((move, i) => (
          <li key={i}>{moveText(move, levers[move.lever] as Lever)}</li>
        ))}
      </ul>
      {unknown.length > 0 && <p class={styles.note}>{say.unknown(unknown.join(', '))}</p>}
    </div>
  );
}

function moveText({ word, from, to }: WordMove, lever: Lever): string {
  if (from === to) return say.atEnd(word, lever.label);
  return say.moved(word, lever.label, leverText(lever, from), leverText(lever, to));
}
