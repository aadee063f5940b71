import { words } from '../../language/words.js';
import type { WalletSession } from '../wallet/walletSession.js';
import type { Transaction } from './createTransaction.js';
import { isShown, type Progress } from './progress.js';
import { progressText } from './progressText.js';
import styles from './TransactionState.module.css';
import { useScreensShowing } from './useScreensShowing.js';

const say = words.studio.progress;

/** What is passed on the way to a wall. What no screen shows ends with its block, and a local chain has no finality. */
function stepsOf(stage: Progress['stage'], isLocal: boolean): (keyof typeof say.steps)[] {
  if (stage === 'kept') return ['signing', 'sent', 'confirmed'];
  return ['signing', 'sent', 'confirmed', 'shown', ...(isLocal ? [] : (['final'] as const))];
}

/** How far a transaction is, in words and as steps. It is read aloud as it changes. */
export function TransactionState({ transaction, session }: { transaction: Transaction; session: WalletSession }) {
  const progress = transaction.progress.value;
  const { stage } = progress;
  const screens = useScreensShowing(session, isShown(progress));
  const steps = stepsOf(stage, session.work.world.local);
  const at = reached(stage, steps);
  return (
    <div class={styles.state} data-idle={stage === 'idle'}>
      {at >= 0 && (
        <ol class={styles.steps} style={{ '--steps': steps.length }} aria-hidden="true">
          {steps.map((step, i) => (
            <li key={step} class={i < at ? styles.done : i === at ? styles.now : ''}>
              {say.steps[step]}
            </li>
          ))}
        </ol>
      )}
      <p role={stage === 'refused' ? 'alert' : 'status'} class={stage === 'refused' ? styles.refused : styles.words}>
        {progressText(progress)} {screens > 0 && say.screens(screens)}
      </p>
    </div>
  );
}

/** How many steps are done; the next one is under way. −1 while there are none to show. */
function reached(stage: Progress['stage'], steps: readonly string[]): number {
  switch (stage) {
    case 'signing':
      return 0;
    case 'relaying':
    case 'sent':
      return 1;
    case 'confirmed':
      return 2;
    case 'shown':
      return 4;
    case 'kept':
    case 'final':
      return steps.length;
    default:
      return -1;
  }
}
