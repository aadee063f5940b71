import { checkLink, shortHost } from '../../engine/protocol/checkLink.js';
import { shownText } from '../../engine/protocol/shownText.js';
import styles from './MessageCard.module.css';
import { QrCode } from './QrCode.js';

export interface MessageCardProps {
  /** Who speaks. */
  from: string;
  text: string;
  /** As it is written; nobody is led to one that is not safe. */
  link: string;
  /** Where the code leads when there is no link. */
  publicUrl: string;
}

/** A featured message with its QR code, as the wall shows it. */
export function MessageCard({ from, text, link, publicUrl }: MessageCardProps) {
  const safe = checkLink(link).link;
  return (
    <figure class={styles.card}>
      <QrCode link={safe?.href ?? publicUrl} />
      <div>
        <blockquote class={styles.text} dir="auto">
          {shownText(text)}
        </blockquote>
        <figcaption class={styles.from}>{safe ? `${from} · ${shortHost(safe.host)}` : from}</figcaption>
      </div>
    </figure>
  );
}
