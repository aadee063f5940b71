import '../work/zodWithoutEval.js';
import { type Composite, createComposite } from '../composite/createComposite.js';
import { preferredMotion } from '../composite/motion.js';
import { openSession } from '../session/openSession.js';
import { FetchError } from '../work/fetchJson.js';
import { loadWork, type Work } from '../work/loadWork.js';
import { ownerName } from '../work/ownerName.js';
import { tokenOf } from '../work/tokenOf.js';
import { createMessageCard } from './createMessageCard.js';
import { createMessageRota } from './createMessageRota.js';
import type { ScreenDiagnostics } from './diagnostics.js';
import { screenName } from './screenName.js';
import './screen.css';
import { featuredMessages, isQuiet } from '../../engine/protocol/curation.js';

/** How long the screen waits before it asks again for a work it could not load. */
const LOAD_RETRY_MS = 10_000;
/** A GPU that gave up and is not back by then comes back with the page. */
const CONTEXT_PATIENCE_MS = 5_000;

const wall = element('wall');
const card = element('card');
const notice = element('notice');

await openScreen(workInPath(location.pathname));

async function openScreen(number: number | null) {
  if (number === null)
    return say('This address names no work. A screen’s address ends in the number of one: /screen/1.');
  const work = await loadPatiently(number);
  const composite = await createComposite({
    mount: wall,
    work,
    motion: preferredMotion(location.search),
    onPhase: (phase) => {
      document.body.dataset.phase = phase;
    },
  }).catch((cause) => {
    console.error(cause);
    say(
      'This screen needs a browser with WebGL2 to paint the work. Allow hardware acceleration, or try another browser.',
    );
    return null;
  });
  if (composite) hang(number, work, composite);
}

/** Follows the work for as long as the page lives. */
function hang(number: number, work: Work, composite: Composite) {
  const { description, manifest, world } = work;
  const messageCard = createMessageCard({
    card,
    attribution: ({ token, by }) => [tokenOf(manifest, token).title, ownerName(by, world.wallets)],
    publicUrl: new URL(`/?work=${number}`, description.publicUrl).href,
  });
  const rota = createMessageRota({
    show: (message) => (message ? messageCard.show(message) : messageCard.hide()),
    isQuiet: () => isQuiet(session.curation?.quiet ?? null, Date.now()),
  });
  /** Nobody speaks before there is art to speak of. */
  const feature = () => {
    if (shownSeq !== null)
      rota.update(featuredMessages(number, session.snapshot?.state.messages ?? [], session.curation));
  };
  let shownSeq: number | null = null;

  const session = openSession({
    work: number,
    url: location.origin,
    client: screenName(localStorage, () => crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? ''),
    status: () => composite.diagnostics,
  });
  session.on('state', async (snapshot) => {
    notice.hidden = true;
    feature();
    const words = snapshot.state.tokens.map(({ word }) => word);
    const isShown = await composite.show(words, snapshot.state.restyled).catch((cause) => {
      // The art that hangs stays; the server and the manifest disagree, and the operator sees it here.
      console.error('The state could not be shown.', cause);
      return false;
    });
    if (!isShown) return;
    shownSeq = snapshot.seq;
    session.ready(snapshot);
    feature();
  });
  session.on('curation', feature);
  session.on('refusal', ({ message }) => {
    if (shownSeq === null) say(message);
  });
  reloadWhenLost(composite.canvas);

  Object.defineProperty(window, '__pentimento', {
    get: (): ScreenDiagnostics => ({
      ...composite.diagnostics,
      work: number,
      connection: session.connection,
      seq: session.snapshot?.seq ?? null,
      stateHash: session.snapshot?.stateHash ?? null,
      shownSeq,
    }),
  });
}

/** The work, however long its server takes to come up. */
async function loadPatiently(number: number): Promise<Work> {
  for (;;) {
    try {
      const work = await loadWork(number);
      notice.hidden = true;
      return work;
    } catch (cause) {
      if (!(cause instanceof FetchError)) throw cause;
      say(cause.message);
      await new Promise((resolve) => setTimeout(resolve, LOAD_RETRY_MS));
    }
  }
}

function reloadWhenLost(canvas: HTMLCanvasElement) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  canvas.addEventListener('webglcontextlost', () => {
    timer = setTimeout(() => location.reload(), CONTEXT_PATIENCE_MS);
  });
  canvas.addEventListener('webglcontextrestored', () => clearTimeout(timer));
}

function say(sentence: string) {
  notice.textContent = sentence;
  notice.hidden = false;
}

function workInPath(path: string): number | null {
  const digits = /\/screen\/([1-9]\d{0,9})\/?$/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found;
}
