import { useEffect, useState } from 'preact/hooks';
import type { ChainClient } from '../../studio/chainClient.js';

const TICK_MS = 1_000;
const ASK_EVERY = 5;

/**
 * The chain's time as far as this page can tell, renewed every second: the server's clock, or the newest block's where
 * that is ahead, as blocks decide whether a bid comes in time.
 * @param serverNow Unix seconds
 */
export function useChainTime(client: ChainClient, serverNow: () => number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    let newest = 0;
    let ticks = 0;
    const ask = () =>
      client.getBlock().then(
        ({ timestamp }) => {
          newest = Number(timestamp);
        },
        (cause) => console.warn('The newest block could not be read.', cause),
      );
    const tick = () => {
      if (ticks++ % ASK_EVERY === 0) void ask();
      setNow(Math.max(serverNow(), newest));
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [client, serverNow]);
  return now;
}
