import { render } from 'preact';
import { z } from 'zod';
import { isQuiet } from '../../engine/protocol/curation.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { Address, BlockRef, type Hex, TokenIndex } from '../../engine/protocol/primitives.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import type { Composite } from '../composite/createComposite.js';
import type { Session } from '../session/openSession.js';
import { fetchJson } from '../work/fetchJson.js';
import { ownerName } from '../work/ownerName.js';
import { tokenOf } from '../work/tokenOf.js';
import { Caption, type CreditLine, Credits } from './Credits.js';
import type { Zones } from './createZones.js';
import './credits.css';
import type { HungWork, Screen } from './openScreen.js';

/** What this needs of `GET /api/works/:work/credits`. */
const Told = z.array(
  z.object({ index: TokenIndex, owner: Address, changed: z.object({ block: BlockRef, by: Address }).nullable() }),
);

/** How long a change is credited, once it is whole. */
const CAPTION_MS = 10_000;
/** How often everybody is credited of one's own accord, and for how long. */
const CREDITS_EVERY_MS = 600_000;
const CREDITS_MS = 20_000;

/**
 * Tells on the wall who shapes the work: who changed what, when it is changed; of a layer that a visitor lights, who has
 * it; and all of it now and then, or when a visitor asks.
 * @param slot an empty element over the art
 */
export function featureCredits(
  screen: Screen,
  composite: Pick<Composite, 'light'>,
  slot: HTMLElement,
  zones: Zones,
): void {
  const caption = document.createElement('aside');
  caption.id = 'caption';
  const credits = document.createElement('aside');
  credits.id = 'credits';
  slot.append(caption, credits);

  let hung: { work: HungWork; session: Session } | null = null;
  let before: Snapshot | null = null;
  let captionTimer: ReturnType<typeof setTimeout> | undefined;
  let creditsTimer: ReturnType<typeof setTimeout> | undefined;
  let lightTimer: ReturnType<typeof setTimeout> | undefined;

  screen.on('follow', (next) => {
    hung = next;
    before = null;
    endLight();
    hideCredits();
    next.session.on('spotlight', ({ token, ms }) => (token === 0 ? onCredits(ms) : onLight(token, ms)));
  });
  screen.on('shown', ({ snapshot }) => {
    const changed = before && restyledLast(before, snapshot);
    before = snapshot;
    if (changed !== null && !isQuietNow()) void showCaption(changed, true, CAPTION_MS);
  });
  setInterval(() => {
    if (screen.state.shown && !isQuietNow()) void showCredits(CREDITS_MS);
  }, CREDITS_EVERY_MS);

  function onLight(token: number, ms: number) {
    endLight();
    if (ms === 0 || !hung || token > hung.work.manifest.layers.length) return;
    composite.light(token);
    lightTimer = setTimeout(endLight, ms);
    void showCaption(token, false, ms);
  }

  function endLight() {
    clearTimeout(lightTimer);
    composite.light(null);
    hideCaption();
  }

  function onCredits(ms: number) {
    if (ms === 0) hideCredits();
    else void showCredits(ms);
  }

  /** Hides it when its time is over, however long it took to ask for it. */
  async function showCaption(token: number, isChange: boolean, ms: number) {
    hideCaption();
    captionTimer = setTimeout(hideCaption, ms);
    const timer = captionTimer;
    const line = (await linesNow())?.[token];
    if (!line || timer !== captionTimer) return;
    render(<Caption line={line} isChange={isChange} />, caption);
    caption.dataset.zone = zones.take();
    caption.dataset.shown = '';
  }

  function hideCaption() {
    clearTimeout(captionTimer);
    captionTimer = undefined;
    if (!('shown' in caption.dataset)) return;
    delete caption.dataset.shown;
    zones.free(caption.dataset.zone as ReturnType<Zones['take']>);
  }

  async function showCredits(ms: number) {
    clearTimeout(creditsTimer);
    creditsTimer = setTimeout(hideCredits, ms);
    const timer = creditsTimer;
    const of = hung;
    const lines = await linesNow();
    if (!lines || !of || timer !== creditsTimer) return;
    const { manifest, description } = of.work;
    const [, ...layers] = lines;
    render(
      <Credits
        title={manifest.title}
        artist={manifest.artist}
        lines={layers.reverse()}
        visitUrl={new URL(`/visit/${description.work}`, description.publicUrl).href}
        mayLight={of.session.curation?.spotlight ?? false}
      />,
      credits,
    );
    credits.dataset.shown = '';
  }

  function hideCredits() {
    clearTimeout(creditsTimer);
    creditsTimer = undefined;
    delete credits.dataset.shown;
  }

  /** By token index. While the server does not answer, who has each layer is known all the same. */
  async function linesNow(): Promise<CreditLine[] | null> {
    if (!hung) return null;
    const { description, manifest, world } = hung.work;
    const told = await fetchJson(`/api/works/${description.work}/credits`, Told).catch(() => null);
    const name = (account: Hex) => ownerName(account, world.wallets);
    const tokens = told ?? hung.session.snapshot?.state.tokens.map((token) => ({ ...token, changed: null })) ?? [];
    return tokens.map(({ index, owner, changed }) => ({
      title: tokenOf(manifest, index).title,
      owner: name(owner),
      changed: changed && { by: name(changed.by), block: changed.block.number },
    }));
  }

  const isQuietNow = () => isQuiet(hung?.session.curation?.quiet ?? null, Date.now());
}

/** The frontmost token that was restyled between two states; null when none was: a chain that goes back restyles nobody. */
function restyledLast(before: Snapshot, after: Snapshot): number | null {
  const restyled = after.state.tokens.filter(({ index, word }) => {
    const old = before.state.tokens[index]?.word;
    return old !== undefined && decodeWord(word).revision > decodeWord(old).revision;
  });
  return restyled.at(-1)?.index ?? null;
}
