import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { Standing } from '../../engine/protocol/decision.js';
import { Bytes32, TokenIndex } from '../../engine/protocol/primitives.js';
import { fetchJson } from '../work/fetchJson.js';
import type { Studio } from './createStudio.js';

/** What this page needs of `GET /api/works/:work/messages`. */
const Judged = z.object({ id: Bytes32, token: TokenIndex, standing: Standing, reason: z.string() });
export type Judged = z.infer<typeof Judged>;

/**
 * Where the selected layer's message stands with the house and the chain's moderator; null when it says nothing, or while
 * that is not known. Asked anew whenever the chain or the house changed something.
 */
export function useStanding({ work, selected, snapshot, curation }: Studio): Judged | null {
  const [judged, setJudged] = useState<readonly Judged[]>([]);
  const number = work.description.work;
  const stateHash = snapshot.value?.stateHash;
  const rev = curation.value?.rev;
  useEffect(() => {
    let isLate = false;
    fetchJson(`/api/works/${number}/messages`, z.array(Judged)).then(
      (told) => {
        if (!isLate) setJudged(told);
      },
      (cause) => console.warn('Where messages stand could not be read.', cause),
    );
    return () => {
      isLate = true;
    };
  }, [number, stateHash, rev]);
  return judged.find(({ token }) => token === selected.value) ?? null;
}
