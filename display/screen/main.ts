import '../work/zodWithoutEval.js';
import { type Composite, createComposite } from '../composite/createComposite.js';
import { preferredMotion } from '../composite/motion.js';
import { runDevice } from '../device/runDevice.js';
import { words } from '../language/words.js';
import { pageClock } from '../session/clock.js';
import { openSocketTransport } from '../session/openSocketTransport.js';
import { followServerClock } from '../work/followServerClock.js';
import { fetchWork } from '../work/loadWork.js';
import { createHealth } from './createHealth.js';
import { createZones } from './createZones.js';
import { exposeDiagnostics } from './diagnostics.js';
import { featureCredits } from './featureCredits.js';
import { featureMessages } from './featureMessages.js';
import { installShell } from './installShell.js';
import { createNightReload } from './nightReload.js';
import { openScreen, type Screen } from './openScreen.js';
import { openWatchdog } from './openWatchdog.js';
import { createReloads } from './reloads.js';
import { openScreenMemory } from './screenMemory.js';
import { screenName } from './screenName.js';
import { openScreenPage } from './screenPage.js';
import './screen.css';

/** A GPU that gave up and is not back by then comes back with the page. */
const CONTEXT_PATIENCE_MS = 5_000;
/** How long art must hang before this page counts as working. */
const WELL_MS = 30_000;

const page = openScreenPage();
const serverClock = followServerClock('/api/session');
const motion = preferredMotion(location.search);
const memory = openScreenMemory();
const reloads = createReloads(localStorage, pageClock, () => location.reload());
let screen: Screen | null = null;

const composite = await createComposite({
  mount: page.wall,
  serverNow: serverClock.now,
  motion,
  varnished: motion !== 'none',
  fps: new URLSearchParams(location.search).get('fps') === '30' ? 30 : 60,
  largeRasters: true,
  keepOnDisk: true,
  onPhase: (phase) => {
    document.body.dataset.phase = phase;
  },
  onArrival: (sceneTime) => screen?.arrived(sceneTime),
}).catch((cause) => {
  console.error(cause);
  page.say(words.screen.noWebGl);
  reloads.request('there is no WebGL2');
  return null;
});
if (composite) start(composite);

function start(composite: Composite) {
  const health = createHealth(composite);
  screen = openScreen({
    composite,
    clock: pageClock,
    openTransport: openSocketTransport(location.origin),
    fetchWork,
    memory,
    name: screenName(localStorage, () => crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? ''),
    status: () => {
      const { phase, frames } = composite.diagnostics;
      return { phase, frames, health: health.read() };
    },
    random: Math.random,
  });
  const { whenCalm } = screen;
  screen.on('trouble', page.say);
  screen.on('asleep', page.setDark);
  addEventListener('online', screen.hurry);
  const zones = createZones();
  featureMessages(screen, page.slot('messages'), zones);
  featureCredits(screen, composite, page.slot('credits'), zones);
  exposeDiagnostics(screen, composite, health);

  openWatchdog({
    sign: () => ({ isDue: composite.diagnostics.isMoving, frames: composite.diagnostics.frames }),
    rebuild: health.noteRebuild(composite.rebuild),
    reload: () => reloads.request('frames that were due did not come'),
  });
  reloadWhenLost(composite.canvas);
  screen.on(
    'asleep',
    createNightReload(pageClock, () => location.reload()),
  );
  const stopAwaiting = screen.on('shown', () => {
    stopAwaiting();
    reloads.markWell();
    const shell = installShell({ whenCalm, reload: () => location.reload() });
    setTimeout(shell.markWell, WELL_MS);
  });

  const work = workInPath(location.pathname);
  if (isDevice(location.pathname)) void runDevice({ page, screen, composite, memory, serverClock, health });
  else if (work === null) page.say(words.screen.noWork);
  else void screen.hang(work);
}

function reloadWhenLost(canvas: HTMLCanvasElement) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  canvas.addEventListener('webglcontextlost', () => {
    clearTimeout(timer);
    timer = setTimeout(() => reloads.request('the GPU did not come back'), CONTEXT_PATIENCE_MS);
  });
  canvas.addEventListener('webglcontextrestored', () => clearTimeout(timer));
}

/** The gallery's own screen, which the desk tells what to show. */
function isDevice(path: string): boolean {
  return /^\/screen\/?$/.test(path);
}

function workInPath(path: string): number | null {
  const digits = /\/screen\/([1-9]\d{0,9})\/?$/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}
