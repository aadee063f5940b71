import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/Button.js';
import { words } from '../../language/words.js';
import type { Studio } from '../createStudio.js';
import { proposedWord } from '../proposal.js';
import { shareUrl } from '../sharedStyle.js';
import styles from './SignBar.module.css';

const COPIED_FOR_MS = 2_500;
const say = words.studio.sign;

/** Copies an address at which somebody else sees the proposal, or shows it where the browser lets nothing be copied. */
export function ShareButton({ studio }: { studio: Studio }) {
  const { work, selected, held, moves } = studio;
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const url = held.value
    ? shareUrl(location.href, work.description.work, selected.value, proposedWord(held.value.word, moves.value))
    : '';
  useEffect(() => setCopied('no'), [url]);
  useEffect(() => {
    if (copied !== 'yes') return;
    const timer = setTimeout(() => setCopied('no'), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () =>
    // Pages over plain HTTP have no clipboard.
    (navigator.clipboard?.writeText(url) ?? Promise.reject()).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  if (copied === 'refused') {
    return (
      <label class={styles.address}>
        {say.shareByHand}
        <input type="text" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
    );
  }
  return (
    <Button onClick={() => void copy()}>
      <span role="status">{copied === 'yes' ? say.shared : say.share}</span>
    </Button>
  );
}
