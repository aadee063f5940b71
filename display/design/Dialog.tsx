import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../language/words.js';
import { Button } from './Button.js';
import styles from './Dialog.module.css';

export interface DialogProps {
  heading: string;
  open: boolean;
  /** Called however the dialog was closed: by its button, by Escape or by a press outside it. */
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal dialog: the browser's own, so focus stays inside and returns to where it was. */
export function Dialog({ heading, open, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) element.current?.showModal();
    else element.current?.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key that closes a dialog is Escape, and the browser sees to it
    <dialog
      ref={element}
      class={styles.dialog}
      aria-label={heading}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <div class={styles.inside}>
        <header class={styles.header}>
          <h2>{heading}</h2>
          <Button look="quiet" onClick={onClose}>
            {words.common.close}
          </Button>
        </header>
        {open && children}
      </div>
    </dialog>
  );
}
