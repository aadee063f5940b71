import styles from './MessageCard.module.css';
import { QrCode } from './QrCode.js';

export interface MessageCardProps {
  /** The layer that speaks. */
  title: string;
  text: string;
  /** Empty for none. */
  link: string;
}

/** A featured message with the code that leads to its link. */
export function MessageCard({ title, text, link }: MessageCardProps) {
  return (
    <figure class={styles.card}>
      <div>
        <blockquote class={styles.text} dir="auto">
          {text}
        </blockquote>
        <figcaption class={styles.from}>
          {title}
          {link && ` · ${new URL(link).host}`}
        </figcaption>
      </div>
      {link && <QrCode link={link} />}
    </figure>
  );
}
