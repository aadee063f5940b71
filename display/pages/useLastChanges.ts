import { useEffect, useRef, useState } from 'preact/hooks';
import { z } from 'zod';
import { BlockRef, type Hex } from '../../engine/protocol/primitives.js';
import type { TokenState } from '../../engine/protocol/workState.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { fetchJson } from '../work/fetchJson.js';

/** What this page needs of `GET /api/works/:work/layers/:index/history`, oldest first. */
const History = z.array(z.object({ block: BlockRef }));

/** By token index, the block that last restyled it; null for one never restyled, absent while not known. */
export type LastChanges = ReadonlyMap<number, BlockRef | null>;

/** Asks again for a token whenever its word changes, and for no other. */
export function useLastChanges(work: number, tokens: readonly TokenState[]): LastChanges {
  const [changes, setChanges] = useState<LastChanges>(new Map());
  const asked = useRef(new Map<number, Hex>());

  useEffect(() => {
    for (const { index, word } of tokens) {
      if (asked.current.get(index) === word) continue;
      asked.current.set(index, word);
      lastChange(work, index, word).then(
        (change) => {
          // An answer that comes late must not cover a newer one.
          if (asked.current.get(index) === word) setChanges((known) => new Map(known).set(index, change));
        },
        (cause) => console.warn(`The history of layer ${index} could not be read.`, cause),
      );
    }
  }, [work, tokens]);
  return changes;
}

async function lastChange(work: number, index: number, word: Hex): Promise<BlockRef | null> {
  if (decodeWord(word).revision === 0) return null;
  const history = await fetchJson(`/api/works/${work}/layers/${index}/history`, History);
  return history.at(-1)?.block ?? null;
}
