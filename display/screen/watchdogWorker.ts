import { createWatch, type Remedy, type Sign } from './watch.js';

/** What this file sees of its global scope; the DOM's types describe a page's. */
const scope = globalThis as unknown as {
  postMessage(remedy: Exclude<Remedy, 'none'>): void;
  onmessage: ((event: MessageEvent<Sign>) => void) | null;
};

const judge = createWatch();
let sign: Sign = { isDue: false, frames: 0 };
scope.onmessage = ({ data }) => {
  sign = data;
};

// By a clock of its own: a page's timers may be slowed down, and its frames are what is doubted.
setInterval(() => {
  const remedy = judge(sign, performance.now());
  if (remedy !== 'none') scope.postMessage(remedy);
}, 1_000);
