import { useState } from 'preact/hooks';
import { Button } from '../design/Button.js';
import type { Studio as StudioState } from './createStudio.js';
import { LayerChooser } from './LayerChooser.js';
import { LeverPanel } from './LeverPanel.js';
import { MessageComposer } from './MessageComposer.js';
import { PostBar } from './PostBar.js';
import { Preview } from './Preview.js';
import styles from './Studio.module.css';
import { SignBar } from './sign/SignBar.js';
import { WalletDialog } from './wallet/WalletDialog.js';

/** Where owners restyle their layers: the work on one side, its levers on the other. */
export function Studio({ studio }: { studio: StudioState }) {
  const [task, setTask] = useState<'restyle' | 'message'>('restyle');
  const { work, token, connection } = studio;
  return (
    <div class={styles.studio}>
      <header class={styles.header}>
        <h1 class={styles.name}>
          <a href="/">{work.manifest.title}</a> <span>Studio</span>
        </h1>
        <WalletDialog studio={studio} />
      </header>

      <div class={styles.stage}>
        <Preview studio={studio} />
        {connection.value === 'down' && (
          <p role="status" class={styles.note}>
            The gallery’s server is not heard at the moment. What you see may be a little old.
          </p>
        )}
      </div>

      <div class={styles.side}>
        <LayerChooser studio={studio} />
        <h2 class={styles.title}>{token.value.title}</h2>
        <div class={styles.tasks}>
          <Button aria-pressed={task === 'restyle'} onClick={() => setTask('restyle')}>
            Restyle
          </Button>
          <Button aria-pressed={task === 'message'} onClick={() => setTask('message')}>
            Featured message
          </Button>
        </div>
        {task === 'restyle' ? <LeverPanel studio={studio} /> : <MessageComposer studio={studio} />}
      </div>
      <div class={styles.sign} data-task={task}>
        {task === 'restyle' ? <SignBar studio={studio} /> : <PostBar studio={studio} />}
      </div>
    </div>
  );
}
