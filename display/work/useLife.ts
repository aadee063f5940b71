import { useEffect, useState } from 'preact/hooks';
import type { LiveState } from './followWork.js';
import { type Change, loadLife } from './life.js';

/** A work's life, asked for again whenever a block changes the work; null until it is known. */
export function useLife(work: number, live: LiveState): readonly Change[] | null {
  const [life, setLife] = useState<readonly Change[] | null>(null);
  const restyled = live.snapshot.value?.state.restyled.hash;
  useEffect(() => {
    let left = false;
    loadLife(work).then(
      (loaded) => !left && setLife(loaded),
      (cause) => console.warn('The life of the work could not be read.', cause),
    );
    return () => {
      left = true;
    };
  }, [work, restyled]);
  return life;
}
