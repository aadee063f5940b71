import type { Remedy, Sign } from './watch.js';

export interface WatchdogOptions {
  /** Asked every second. */
  sign: () => Sign;
  rebuild: () => void;
  reload: () => void;
}

/** Has a thread of its own watch over the page's frames. A page that hangs altogether is the machine's to restart. */
export function openWatchdog({ sign, rebuild, reload }: WatchdogOptions): void {
  const worker = new Worker(new URL('./watchdogWorker.ts', import.meta.url), { type: 'module', name: 'watchdog' });
  worker.onmessage = ({ data }: MessageEvent<Exclude<Remedy, 'none'>>) => (data === 'rebuild' ? rebuild() : reload());
  setInterval(() => {
    const { isDue, frames } = sign();
    // A page that nobody can see gets no frames, and needs none.
    worker.postMessage({ isDue: isDue && document.visibilityState === 'visible', frames });
  }, 1_000);
}
