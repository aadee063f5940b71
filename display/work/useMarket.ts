import { useEffect, useState } from 'preact/hooks';
import { loadMarket, type Market } from './market.js';

/** Blocks that sell or bid change no style, so nothing tells of them: the market is asked about this often. */
const ASK_AGAIN_MS = 5_000;

/** What may be bought of a work, and a way to ask at once; null until it is known. */
export function useMarket(work: number): { market: Market | null; ask: () => void } {
  const [market, setMarket] = useState<Market | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let left = false;
    const ask = () =>
      loadMarket(work).then(
        (loaded) => !left && setMarket(loaded),
        (cause) => console.warn('The market of the work could not be read.', cause),
      );
    void ask();
    const timer = setInterval(() => document.visibilityState === 'visible' && void ask(), ASK_AGAIN_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [work, asked]);
  return { market, ask: () => setAsked((times) => times + 1) };
}
