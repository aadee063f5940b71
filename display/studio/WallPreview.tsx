import { useEffect, useRef } from 'preact/hooks';
import { words } from '../language/words.js';
import { createMessageCard, type MessageCard } from '../screen/createMessageCard.js';
import type { Studio } from './createStudio.js';
import type { MessageText } from './sign/calls.js';
import styles from './WallPreview.module.css';

export interface WallPreviewProps {
  studio: Studio;
  message: MessageText;
  /** Who speaks: the layer's title and the owner's name. */
  attribution: readonly string[];
}

/** The message on a wall in small: the very card that walls hang, over the work as it is now. */
export function WallPreview({ studio, message, attribution }: WallPreviewProps) {
  const { description, manifest } = studio.work;
  const element = useRef<HTMLElement>(null);
  const card = useRef<MessageCard | null>(null);
  const said = useRef(attribution);
  said.current = attribution;
  const token = studio.selected.value;
  const [title = '', owner = ''] = attribution;

  useEffect(() => {
    if (!element.current) return;
    card.current = createMessageCard({
      card: element.current,
      attribution: () => said.current,
      publicUrl: new URL(`/visit/${description.work}`, description.publicUrl).href,
      zones: { take: () => 'left-below', free: () => {} },
    });
  }, [description]);
  useEffect(() => {
    card.current?.show({ ...message, token, by: `0x${'0'.repeat(40)}`, block: 0, time: 0 });
  }, [message, token, title, owner]);

  return (
    <figure class={styles.wall} aria-label={words.messages.onTheWall}>
      <img
        src={`/api/works/${description.work}/still.webp?width=800`}
        alt=""
        width={manifest.canvas.width}
        height={manifest.canvas.height}
      />
      <aside id="card" ref={element} />
    </figure>
  );
}
