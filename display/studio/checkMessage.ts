import type { MessageText } from './sign/calls.js';

/** The most bytes of UTF-8 a message's text has; `FeaturedMessages` refuses more. */
export const MAX_TEXT_BYTES = 280;
/** The most bytes a message's link has; `FeaturedMessages` refuses more. */
const MAX_LINK_BYTES = 200;

export interface MessageCheck {
  /** Bytes of UTF-8 the text takes. */
  textBytes: number;
  /** What is wrong with the text, as a sentence; null when nothing is. */
  text: string | null;
  /** What is wrong with the link, as a sentence; null when nothing is. */
  link: string | null;
}

const encoder = new TextEncoder();
/** Space, quotes, angle brackets, backslash, caret, backtick, braces, pipe: what `FeaturedMessages` keeps out of links. */
const REFUSED_IN_LINK = /[^\x21-\x7e]|["'<>\\^`{}|]/u;

/** Whether `FeaturedMessages.post` would take a message, so that nobody pays to be refused. An empty link is none. */
export function checkMessage({ text, link }: MessageText): MessageCheck {
  const textBytes = encoder.encode(text).length;
  return { textBytes, text: checkText(text, textBytes), link: checkLink(link) };
}

function checkText(text: string, bytes: number): string | null {
  if (text.trim() === '') return 'Write a few words first.';
  if (bytes <= MAX_TEXT_BYTES) return null;
  const over = bytes - MAX_TEXT_BYTES;
  return `The text is ${over} ${over === 1 ? 'byte' : 'bytes'} too long for the chain. Shorten it a little.`;
}

function checkLink(link: string): string | null {
  if (link === '') return null;
  if (!link.startsWith('https://')) return 'A link starts with https://';
  if (link.length > MAX_LINK_BYTES)
    return `A link has at most ${MAX_LINK_BYTES} characters; this one has ${link.length}.`;
  const refused = REFUSED_IN_LINK.exec(link)?.[0];
  if (refused)
    return `A link cannot contain ${nameOf(refused)}. Copy the address from a browser, which writes it safely.`;
  if (!URL.canParse(link)) return 'This link leads nowhere. Copy the whole address from a browser.';
  const { username, password } = new URL(link);
  return username || password ? 'A link cannot carry a name or password before an @ sign.' : null;
}

const nameOf = (character: string) => (/\s/u.test(character) ? 'a space' : `the character ${character}`);
