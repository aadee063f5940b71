import type { ImgHTMLAttributes } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Milliseconds until a still is asked for again; twice as long after each failure, up to a minute. */
const AGAIN = 4_000;
const MOST_DOUBLINGS = 4;

/** A still, which the server may have no time for: nothing is seen of it until it is there, and it is asked for again. */
export function Still({ src, alt, ...attributes }: ImgHTMLAttributes<HTMLImageElement> & { src: string; alt: string }) {
  const failures = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    failures.current = 0;
    return () => clearTimeout(waiting.current);
  }, [src]);
  return (
    <img
      {...attributes}
      src={src}
      alt={alt}
      onLoad={({ currentTarget }) => {
        currentTarget.style.visibility = '';
      }}
      onError={({ currentTarget: image }) => {
        image.style.visibility = 'hidden';
        const pause = AGAIN * 2 ** Math.min(failures.current++, MOST_DOUBLINGS);
        waiting.current = setTimeout(() => {
          image.src = src;
        }, pause);
      }}
    />
  );
}
