import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { fetchJson } from '../../work/fetchJson.js';
import type { WalletSession } from '../wallet/walletSession.js';

/** What the studio needs of `GET /api/works/:work/screens`: how many screens show each state, by its hash. */
const Screens = z.object({ showing: z.record(z.string(), z.number()) });

const ASK_AGAIN_MS = 1_000;
/** A screen that paints for longer than this is asked about no more. */
const TIMES_ASKED = 15;

/** @returns how many screens said that they show the work's newest state; 0 while nobody asks */
export function useScreensShowing({ work, snapshot }: WalletSession, asking: boolean): number {
  const [screens, setScreens] = useState(0);
  const stateHash = snapshot.value?.stateHash ?? '';
  useEffect(() => {
    setScreens(0);
    if (!asking) return;
    let asked = 0;
    const timer = setInterval(() => {
      if (++asked >= TIMES_ASKED) clearInterval(timer);
      fetchJson(`/api/works/${work.description.work}/screens`, Screens).then(
        ({ showing }) => setScreens(showing[stateHash] ?? 0),
        (cause) => console.warn('The screens could not be counted.', cause),
      );
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [work, stateHash, asking]);
  return screens;
}
