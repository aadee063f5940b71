import { render } from 'preact';
import { checkLink, shortHost } from '../../engine/protocol/checkLink.js';
import { shownText } from '../../engine/protocol/shownText.js';
import type { Message } from '../../engine/protocol/workState.js';
import { QrCode } from '../design/QrCode.js';
import type { Zone, Zones } from './createZones.js';
import './messageCard.css';

export interface MessageCard {
  show(message: Message): void;
  hide(): void;
}

export interface MessageCardOptions {
  /** The card's element; `messageCard.css` lays it out. */
  card: HTMLElement;
  /** Who speaks: the layer's title and the owner's name. */
  attribution: (message: Message) => readonly string[];
  /** Where the QR code of a message without a link leads. */
  publicUrl: string;
  zones: Zones;
}

/**
 * From what reads best to what still reads from three metres: the size of the text, and the most the card takes of the
 * wall, in hundredths of its short edge. Two hundred and eighty of the widest letters fit the last.
 */
const FITS = [
  { size: 3.2, width: 78, height: 25 },
  { size: 2.9, width: 78, height: 25 },
  { size: 2.5, width: 78, height: 25 },
  { size: 2.2, width: 78, height: 25 },
  { size: 2.2, width: 88, height: 42 },
] as const;

/**
 * An owner's words on the wall, with a QR code for the phone. Text from the chain is only ever text: it is set as
 * `textContent` in an element with a direction of its own, and of a link its host is written out. The card follows the
 * text's direction, so that an Arabic text has its attribution on its own side.
 */
export function createMessageCard({ card, attribution, publicUrl, zones }: MessageCardOptions): MessageCard {
  const code = box('code');
  const text = line('text');
  text.dir = 'auto';
  const from = line('from');
  const host = line('host');
  const words = box('words');
  words.append(text, from, host);
  card.replaceChildren(code, words);
  let zone: Zone | null = null;

  function leaveZone() {
    if (zone) zones.free(zone);
    zone = null;
  }

  function fitText() {
    for (const { size, width, height } of FITS) {
      card.style.setProperty('--size', `calc(${size} * var(--u))`);
      card.style.setProperty('--width', `calc(${width} * var(--u))`);
      card.style.setProperty('--height', `calc(${height} * var(--u))`);
      if (words.scrollHeight <= words.clientHeight) return;
    }
  }

  return {
    show(message) {
      const { link } = checkLink(message.link);
      text.textContent = shownText(message.text);
      from.replaceChildren(...attribution(message).flatMap((part, i) => [...(i > 0 ? [' · '] : []), isolated(part)]));
      host.textContent = link ? shortHost(link.host) : '';
      card.dataset.token = String(message.token);
      leaveZone();
      zone = zones.take();
      card.dataset.zone = zone;
      render(<QrCode link={link?.href ?? publicUrl} />, code);
      card.hidden = false;
      card.dir = getComputedStyle(text).direction;
      fitText();
      // The style must be computed once unshown, or there is nothing to fade in from.
      card.getBoundingClientRect();
      card.dataset.shown = '';
    },
    hide() {
      delete card.dataset.shown;
      leaveZone();
    },
  };
}

/** A name in a direction of its own, whatever it is written in. */
function isolated(part: string): HTMLElement {
  const element = document.createElement('bdi');
  element.textContent = shownText(part);
  return element;
}

function box(name: string): HTMLDivElement {
  const element = document.createElement('div');
  element.className = name;
  return element;
}

function line(name: string): HTMLParagraphElement {
  const element = document.createElement('p');
  element.className = name;
  return element;
}
