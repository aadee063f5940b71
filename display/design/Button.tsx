import type { ButtonHTMLAttributes } from 'preact';
import styles from './Button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` is the one act a view is about; `quiet` looks like text. */
  look?: 'primary' | 'plain' | 'quiet';
}

/** A button that never submits a form by accident. */
export function Button({ look = 'plain', children, ...attributes }: ButtonProps) {
  return (
    <button type="button" {...attributes} class={`${styles.button} ${styles[look]}`}>
      {children}
    </button>
  );
}
