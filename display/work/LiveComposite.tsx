import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import { type Composite, createComposite } from '../composite/createComposite.js';
import type { Motion } from '../composite/motion.js';
import styles from './LiveComposite.module.css';
import type { Work } from './loadWork.js';

export interface LiveCompositeProps {
  work: Work;
  /** What to show, by token index; null while it is not known yet. */
  words: readonly Hex[] | null;
  /** The last block that changed a word; null while it is not known yet. */
  restyled: BlockRef | null;
  motion: Motion;
  /** What a screen reader says of the picture. */
  label: string;
  /** Laid over the picture, in its own box. */
  children?: ComponentChildren;
}

/** The living picture in a page. The server's still stands in until it is there, and where a browser has no WebGL. */
export function LiveComposite({ work, words, restyled, motion, label, children }: LiveCompositeProps) {
  const mount = useRef<HTMLDivElement>(null);
  const [composite, setComposite] = useState<Composite | null>(null);
  const { width, height } = work.manifest.canvas;

  useEffect(() => {
    let left = false;
    let made: Composite | null = null;
    const element = mount.current;
    if (!element) return;
    createComposite({ mount: element, serverNow: () => work.now() * 1000, motion }).then(
      (ready) => {
        made = ready;
        if (left) ready.destroy();
        else setComposite(ready);
      },
      (cause) => console.warn('The live picture cannot be drawn in this browser; its still stays.', cause),
    );
    return () => {
      left = true;
      made?.destroy();
    };
  }, [work, motion]);

  useEffect(() => {
    if (!words || !restyled) return;
    composite
      ?.show({ work, words, restyled })
      .catch((cause) => console.error('The work cannot be shown as it is now.', cause));
  }, [composite, words, restyled]);

  return (
    <div class={styles.frame} style={{ aspectRatio: `${width} / ${height}`, '--aspect': width / height }}>
      <img
        class={styles.still}
        src={`/api/works/${work.description.work}/still.webp?width=1280`}
        alt=""
        width={width}
        height={height}
        onError={(event) => {
          event.currentTarget.hidden = true;
        }}
      />
      <div ref={mount} class={styles.mount} role="img" aria-label={label} />
      {children}
    </div>
  );
}
