import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { Address } from '../../../engine/protocol/primitives.js';
import { fetchJson } from '../../work/fetchJson.js';
import type { Studio } from '../createStudio.js';

const Loan = z.object({ user: Address, expires: z.number().int() });
type Loan = z.infer<typeof Loan>;
/** What the studio needs of `GET …/market`. */
const Market = z.object({ tokens: z.array(z.object({ index: z.number().int(), loan: Loan.nullable() })) });

/** A loan is nothing that screens are told of: the server has it a moment after its block. */
const ASK_AFTER_MS = [0, 500, 2_000, 5_000];

/** @returns to whom the selected token is lent, while it is */
export function useLoan({ work, selected, deed }: Studio): Loan | null {
  const [loans, setLoans] = useState<ReadonlyMap<number, Loan | null>>(new Map());
  const { stage } = deed.progress.value;
  useEffect(() => {
    const ask = () =>
      fetchJson(`/api/works/${work.description.work}/market`, Market).then(
        ({ tokens }) => setLoans(new Map(tokens.map(({ index, loan }) => [index, loan]))),
        (cause) => console.warn('Whether the layer is lent is not known.', cause),
      );
    const timers = ASK_AFTER_MS.map((pause) => setTimeout(ask, pause));
    return () => timers.forEach(clearTimeout);
  }, [work, selected.value, stage]);
  const loan = loans.get(selected.value) ?? null;
  return loan && loan.expires >= work.now() ? loan : null;
}
