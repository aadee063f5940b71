import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { Address, BlockRef, type Hex, TokenIndex } from '../../engine/protocol/primitives.js';
import { fetchJson } from '../work/fetchJson.js';

/** What this page needs of `GET /api/works/:work/credits`. */
const Credit = z.object({
  index: TokenIndex,
  owner: Address,
  changed: z.object({ block: BlockRef, by: Address }).nullable(),
});
export type Credit = z.infer<typeof Credit>;

/**
 * Who has and who last changed each token, by index; asked again whenever the state is another.
 * @param stateHash of the newest state; null while none is known
 */
export function useCredits(work: number, stateHash: Hex | null): readonly Credit[] {
  const [credits, setCredits] = useState<readonly Credit[]>([]);
  useEffect(() => {
    if (stateHash === null) return;
    let isLate = false;
    fetchJson(`/api/works/${work}/credits`, z.array(Credit)).then(
      (told) => {
        if (!isLate) setCredits(told);
      },
      (cause) => console.warn('Who shapes this work could not be read.', cause),
    );
    return () => {
      isLate = true;
    };
  }, [work, stateHash]);
  return credits;
}
