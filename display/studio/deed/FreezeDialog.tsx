import { useState } from 'preact/hooks';
import { Button } from '../../design/Button.js';
import { Dialog } from '../../design/Dialog.js';
import { words } from '../../language/words.js';
import type { Studio } from '../createStudio.js';
import { freezeCall } from '../sign/calls.js';
import styles from './DeedPanel.module.css';

const say = words.studio.deed.freeze;

/** Says what freezing means, and has the layer's name typed: it is the one thing here that nothing undoes. */
export function FreezeDialog({ studio, open, onClose }: { studio: Studio; open: boolean; onClose: () => void }) {
  const { title } = studio.token.value;
  const [typed, setTyped] = useState('');
  const isTyped = typed.trim().toLowerCase() === title.toLowerCase();
  const close = () => {
    setTyped('');
    onClose();
  };
  return (
    <Dialog heading={say.dialog(title)} open={open} onClose={close}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isTyped) return;
          close();
          void studio.perform(freezeCall(studio.work.description, studio.selected.value));
        }}
      >
        <p>{say.honest}</p>
        <label class={styles.field}>
          {say.type(title)}
          <input
            type="text"
            value={typed}
            autocomplete="off"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <Button type="submit" look="primary" disabled={!isTyped}>
          {say.act}
        </Button>
      </form>
    </Dialog>
  );
}
