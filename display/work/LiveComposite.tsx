import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import { smallPictureWidth } from '../../engine/scene/rasterSide.js';
import type { Composite } from '../composite/createComposite.js';
import type { Motion } from '../composite/motion.js';
import styles from './LiveComposite.module.css';
import type { Work } from './loadWork.js';
import { stillUrl } from './stillUrl.js';

export interface LiveCompositeProps {
  work: Work;
  /** What to show, by token index; null while it is not known yet. */
  words: readonly Hex[] | null;
  /** The last block that changed a word; null while it is not known yet. */
  restyled: BlockRef | null;
  motion: Motion;
  /** What a screen reader says of the picture. */
  label: string;
  /** Pixels of the still that stands in; the server's page asks for the same ahead of the script. */
  stillWidth?: number;
  /** Laid over the picture, in its own box. */
  children?: ComponentChildren;
}

/**
 * The living picture in a page. The server's still stands in until it is there, and where a browser has no WebGL; what
 * draws the living one is loaded only when the still is seen.
 */
export function LiveComposite(props: LiveCompositeProps) {
  const { work, words, restyled, motion, label, children } = props;
  const mount = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLImageElement>(null);
  const [composite, setComposite] = useState<Composite | null>(null);
  /** What it shows whole, of what it was given. */
  const [shown, setShown] = useState<readonly Hex[] | null>(null);
  const { width, height } = work.manifest.canvas;
  // Of the same rasters as the living picture, so that the one goes over into the other unseen.
  const stillWidth = props.stillWidth ?? smallPictureWidth({ width, height });

  useEffect(() => {
    let left = false;
    let made: Composite | null = null;
    const open = async (element: HTMLElement) => {
      // A still that cannot be had keeps nobody waiting.
      await still.current?.decode().catch(() => {});
      const { createComposite } = await import('../composite/createComposite.js');
      if (left) return;
      made = await createComposite({ mount: element, serverNow: () => work.now() * 1000, motion });
      if (left) made.destroy();
      else setComposite(made);
    };
    if (mount.current) {
      open(mount.current).catch((cause) =>
        console.warn('The live picture cannot be drawn in this browser; its still stays.', cause),
      );
    }
    return () => {
      left = true;
      made?.destroy();
    };
  }, [work, motion]);

  useEffect(() => {
    if (!words || !restyled) return;
    composite
      ?.show({ work, words, restyled })
      .then((isShown) => isShown && setShown(words))
      .catch((cause) => console.error('The work cannot be shown as it is now.', cause));
  }, [composite, words, restyled]);

  return (
    <div class={styles.frame} style={{ aspectRatio: `${width} / ${height}`, '--aspect': width / height }}>
      <img
        ref={still}
        class={styles.still}
        src={stillUrl(work.description.work, stillWidth)}
        alt=""
        width={width}
        height={height}
        onError={(event) => {
          event.currentTarget.hidden = true;
        }}
      />
      <div ref={mount} class={styles.mount} role="img" aria-label={label} aria-busy={shown !== words} />
      {children}
    </div>
  );
}
