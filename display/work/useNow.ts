import { useEffect, useState } from 'preact/hooks';

/** Words such as `3 minutes ago` need no finer clock. */
const TICK_MS = 15_000;

/** @returns unix seconds, renewed now and then */
export function useNow(): number {
  const [now, setNow] = useState(unixSeconds);
  useEffect(() => {
    const ticking = setInterval(() => setNow(unixSeconds()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  return now;
}

const unixSeconds = () => Math.floor(Date.now() / 1000);
