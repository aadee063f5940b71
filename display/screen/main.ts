import '../work/zodWithoutEval.js';
import { type Composite, createComposite } from '../composite/createComposite.js';
import { preferredMotion } from '../composite/motion.js';
import { words } from '../language/words.js';
import { pageClock } from '../session/clock.js';
import { openSocketTransport } from '../session/openSocketTransport.js';
import { followServerClock } from '../work/followServerClock.js';
import { fetchWork } from '../work/loadWork.js';
import { exposeDiagnostics } from './diagnostics.js';
import { featureMessages } from './featureMessages.js';
import { openScreen } from './openScreen.js';
import { openScreenMemory } from './screenMemory.js';
import { screenName } from './screenName.js';
import { openScreenPage } from './screenPage.js';
import './screen.css';

/** A GPU that gave up and is not back by then comes back with the page. */
const CONTEXT_PATIENCE_MS = 5_000;

const page = openScreenPage();
const serverClock = followServerClock('/api/session');
const motion = preferredMotion(location.search);
const composite = await createComposite({
  mount: page.wall,
  serverNow: serverClock.now,
  motion,
  varnished: motion !== 'none',
  fps: new URLSearchParams(location.search).get('fps') === '30' ? 30 : 60,
  keepOnDisk: true,
  onPhase: (phase) => {
    document.body.dataset.phase = phase;
  },
}).catch((cause) => {
  console.error(cause);
  page.say(words.screen.noWebGl);
  return null;
});
if (composite) start(composite);

function start(composite: Composite) {
  const screen = openScreen({
    composite,
    clock: pageClock,
    openTransport: openSocketTransport(location.origin),
    fetchWork,
    memory: openScreenMemory(),
    name: screenName(localStorage, () => crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? ''),
    status: () => {
      const { phase, frames } = composite.diagnostics;
      return { phase, frames };
    },
    random: Math.random,
  });
  screen.on('trouble', page.say);
  addEventListener('online', screen.hurry);
  featureMessages(screen, page.slot('messages'));
  reloadWhenLost(composite.canvas);
  exposeDiagnostics(screen, composite);

  const work = workInPath(location.pathname);
  if (work === null) page.say(words.screen.noWork);
  else void screen.hang(work);
}

function reloadWhenLost(canvas: HTMLCanvasElement) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  canvas.addEventListener('webglcontextlost', () => {
    timer = setTimeout(() => location.reload(), CONTEXT_PATIENCE_MS);
  });
  canvas.addEventListener('webglcontextrestored', () => clearTimeout(timer));
}

function workInPath(path: string): number | null {
  const digits = /\/screen\/([1-9]\d{0,9})\/?$/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}
