import { useMemo } from 'preact/hooks';
import type { Studio } from './createStudio.js';
import { layerPicture } from './layerPicture.js';

/** The address of the selected layer's picture by where its levers stand. A restyle elsewhere changes none of them. */
export function usePictures(studio: Studio): (levers: readonly number[]) => string | null {
  const { work, snapshot, selected, held } = studio;
  const index = selected.value;
  const word = held.value?.word;
  return useMemo(() => {
    const known = new Map<string, string | null>();
    const state = snapshot.value?.state;
    return (levers) => {
      const key = levers.join();
      if (!known.has(key)) known.set(key, state ? layerPicture(work, state, index, levers) : null);
      return known.get(key) ?? null;
    };
  }, [work, word, index]);
}
