import styles from './MessageCard.module.css';
import { QrCode } from './QrCode.js';

export interface MessageCardProps {
  /** Who speaks. */
  from: string;
  text: string;
  /** Safe to lead people to; empty for none. */
  link: string;
  /** Where the code leads when there is no link. */
  publicUrl: string;
}

/** A featured message with its QR code, as the wall shows it. */
export function MessageCard({ from, text, link, publicUrl }: MessageCardProps) {
  return (
    <figure class={styles.card}>
      <QrCode link={link || publicUrl} />
      <div>
        <blockquote class={styles.text} dir="auto">
          {text}
        </blockquote>
        <figcaption class={styles.from}>{link ? `${from} · ${new URL(link).host}` : from}</figcaption>
      </div>
    </figure>
  );
}
