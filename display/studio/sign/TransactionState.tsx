import type { Studio } from '../createStudio.js';
import type { Transaction } from './createTransaction.js';
import type { Progress } from './progress.js';
import { progressText } from './progressText.js';
import styles from './TransactionState.module.css';
import { useScreensShowing } from './useScreensShowing.js';

const STEPS: readonly { stage: Progress['stage']; name: string }[] = [
  { stage: 'signing', name: 'Signed' },
  { stage: 'sent', name: 'Sent' },
  { stage: 'confirmed', name: 'In a block' },
  { stage: 'shown', name: 'On the screens' },
];

/** How far a transaction is, in words and as four steps. It is read aloud as it changes. */
export function TransactionState({ transaction, studio }: { transaction: Transaction; studio: Studio }) {
  const progress = transaction.progress.value;
  const { stage } = progress;
  const screens = useScreensShowing(studio, stage === 'shown');
  const at = STEPS.findIndex((step) => step.stage === stage);
  return (
    <div class={styles.state}>
      {at >= 0 && (
        <ol class={styles.steps} aria-hidden="true">
          {STEPS.map((step, i) => (
            <li key={step.stage} class={i < at || stage === 'shown' ? styles.done : i === at ? styles.now : ''}>
              {step.name}
            </li>
          ))}
        </ol>
      )}
      <p role={stage === 'refused' ? 'alert' : 'status'} class={stage === 'refused' ? styles.refused : styles.words}>
        {progressText(progress)} {screens > 0 && screensText(screens)}
      </p>
    </div>
  );
}

const screensText = (screens: number) => (screens === 1 ? 'One shows it already.' : `${screens} show it already.`);
