import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { FetchError, fetchJson } from '../work/fetchJson.js';

/** What this page needs of `/api/works/:work/spotlight`. */
const SpotlightState = z.object({
  on: z.boolean(),
  turn: z.object({ position: z.number().int().min(0), startsIn: z.number().min(0) }).nullable(),
});
type SpotlightState = z.infer<typeof SpotlightState>;

/** A visitor's wish, from when it is made until its light is out. */
export interface Wished {
  /** Token index; 0 stands for the credits of the whole work. */
  token: number;
  turn: NonNullable<SpotlightState['turn']>;
}

export interface SpotlightView {
  wished: Wished | null;
  /** Why a wish was not taken, in a sentence. */
  problem: string | null;
  wish(token: number): Promise<void>;
}

const LOOK_INTERVAL_MS = 1_000;

/** Lights layers for this visitor, and follows what becomes of it. */
export function useSpotlight(work: number, visitor: string): SpotlightView {
  const path = `/api/works/${work}/spotlight`;
  const [wished, setWished] = useState<Wished | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const token = wished?.token ?? null;

  useEffect(() => {
    if (token === null) return;
    const timer = setInterval(async () => {
      const state = await fetchJson(`${path}?visitor=${visitor}`, SpotlightState).catch(() => null);
      // A server that does not answer has not said that the light is out.
      if (state) setWished((held) => (held?.token === token ? wishedOf(token, state) : held));
    }, LOOK_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [path, visitor, token]);

  return {
    wished,
    problem,
    async wish(next) {
      try {
        const state = await fetchJson(path, SpotlightState, { method: 'POST', body: { token: next, visitor } });
        setProblem(null);
        setWished(wishedOf(next, state));
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        setProblem(error.message);
      }
    },
  };
}

const wishedOf = (token: number, { turn }: SpotlightState): Wished | null => turn && { token, turn };
