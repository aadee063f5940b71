import { checkLink, MAX_LINK_BYTES, refusedCharacter } from '../../engine/protocol/checkLink.js';
import { MAX_TEXT_BYTES } from '../../engine/protocol/messageOrder.js';
import { shownText } from '../../engine/protocol/shownText.js';
import { words } from '../language/words.js';
import type { MessageText } from './sign/calls.js';

export interface MessageCheck {
  /** Bytes of UTF-8 the text takes. */
  textBytes: number;
  /** What is wrong with the text, as a sentence; null when nothing is. */
  text: string | null;
  /** What is wrong with the link, as a sentence; null when nothing is. */
  link: string | null;
}

const encoder = new TextEncoder();

/**
 * Whether `FeaturedMessages.post` would take a message and screens would show it, so that nobody pays to be refused or for
 * nothing to be seen. An empty link is none.
 */
export function checkMessage({ text, link }: MessageText): MessageCheck {
  const textBytes = encoder.encode(text).length;
  return { textBytes, text: textProblem(text, textBytes), link: linkProblem(link) };
}

function textProblem(text: string, bytes: number): string | null {
  if (text.trim() === '') return words.messages.write;
  if (shownText(text) === '') return words.messages.unseen;
  return bytes <= MAX_TEXT_BYTES ? null : words.messages.tooLong(bytes - MAX_TEXT_BYTES);
}

function linkProblem(link: string): string | null {
  const { fault } = checkLink(link);
  const { linkFault } = words.messages;
  switch (fault) {
    case null:
    case 'none':
      return null;
    case 'length':
      return link.length > MAX_LINK_BYTES ? linkFault.length(MAX_LINK_BYTES, link.length) : linkFault.nothing;
    case 'character': {
      const character = refusedCharacter(link) ?? '';
      return /\s/u.test(character) ? linkFault.space : linkFault.character(character);
    }
    default:
      return linkFault[fault];
  }
}
