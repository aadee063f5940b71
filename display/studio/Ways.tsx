import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import styles from './Ways.module.css';

const say = words.studio.ways;

/** Ways to say how a layer should look, and what else its owner decides. */
export type Way = Exclude<keyof typeof say, 'label'>;
const WAYS: readonly Way[] = ['wall', 'mix', 'hand', 'words', 'earlier', 'deed', 'message'];

/** @param way the one that is open */
export function Ways({ way, onChoose }: { way: Way; onChoose: (way: Way) => void }) {
  return (
    <nav class={styles.ways} aria-label={say.label}>
      {WAYS.map((name) => (
        <Button key={name} look="quiet" aria-pressed={name === way} onClick={() => onChoose(name)}>
          {say[name]}
        </Button>
      ))}
    </nav>
  );
}
