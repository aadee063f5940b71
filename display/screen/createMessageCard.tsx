import { render } from 'preact';
import type { Message } from '../../engine/protocol/workState.js';
import { QrCode } from '../design/QrCode.js';
import { safeLink } from '../design/safeLink.js';

export interface MessageCard {
  show(message: Message): void;
  hide(): void;
}

export interface MessageCardOptions {
  /** The card's element; it is laid out by screen.css. */
  card: HTMLElement;
  /** Who speaks: the layer's title and the owner's name. */
  attribution: (message: Message) => string;
  /** Where the QR code of a message without a link leads. */
  publicUrl: string;
}

/**
 * An owner's words on the wall, with a QR code for the phone. Text from the chain is only ever text: it is set as
 * `textContent` with a direction of its own, and of a link only the host is written out.
 */
export function createMessageCard({ card, attribution, publicUrl }: MessageCardOptions): MessageCard {
  const code = box('code');
  const text = line('text');
  const from = line('from');
  const words = box('words');
  words.append(text, from);
  card.replaceChildren(code, words);

  return {
    show(message) {
      const link = safeLink(message.link);
      text.textContent = message.text;
      from.textContent = [attribution(message), link?.host].filter(Boolean).join(' · ');
      card.dataset.length = lengthOf(message.text);
      card.dataset.token = String(message.token);
      render(<QrCode link={link?.href ?? publicUrl} />, code);
      card.hidden = false;
      // The style must be computed once unshown, or there is nothing to fade in from.
      card.getBoundingClientRect();
      card.dataset.shown = '';
    },
    hide() {
      delete card.dataset.shown;
    },
  };
}

/** Longer texts are set smaller, none below what can be read from three metres. */
function lengthOf(text: string): 'short' | 'medium' | 'long' {
  // A letter of an East Asian script or an emoji is about two of a Latin one.
  const width = [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x1100 ? 2 : 1), 0);
  if (width <= 70) return 'short';
  return width <= 140 ? 'medium' : 'long';
}

function box(name: string): HTMLDivElement {
  const element = document.createElement('div');
  element.className = name;
  return element;
}

function line(name: string): HTMLParagraphElement {
  const element = document.createElement('p');
  element.className = name;
  element.dir = 'auto';
  return element;
}
