import { decodePunycode } from './decodePunycode.js';

/** The most bytes a message's link has; `FeaturedMessages` refuses more. */
export const MAX_LINK_BYTES = 200;

/**
 * Why nobody is led to a link. The first three are what `FeaturedMessages` itself refuses, a link of nothing but `https://`
 * among them; the others it takes, and every page and screen refuses.
 * - `none`: the message has no link.
 * - `scheme`: it does not start with `https://`.
 * - `length`: it has more than 200 bytes, or nothing after `https://`.
 * - `character`: it holds what HTML, CSS or a shell might read as more than text.
 * - `malformed`: a browser cannot read it.
 * - `userinfo`: it has a name before an @, which dresses one host up as another.
 * - `private`: its host is an address or a name that means something else in every network.
 * - `look-alike`: its host is written in letters that pass for others.
 */
export type LinkFault =
  | 'none'
  | 'scheme'
  | 'length'
  | 'character'
  | 'malformed'
  | 'userinfo'
  | 'private'
  | 'look-alike';

/** A link that people may be led to. */
export interface SafeLink {
  href: string;
  /** As the domain name system has it, `xn--…` included, and the port where it is not 443: what a person is shown. */
  host: string;
  /** The host in its own letters, where it has others than ASCII: only ever shown beside `host`. */
  letters: string | null;
}

export type LinkVerdict = { link: SafeLink; fault: null } | { link: null; fault: LinkFault };

const SCHEME = 'https://';
/** Space, quotes, angle brackets, backslash, caret, backtick, braces, pipe, and whatever is not ASCII. */
const REFUSED = /[^\x21-\x7e]|["'<>\\^`{}|]/u;

/** Top-level names that lead somewhere else in every network (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`), or nowhere. */
const PRIVATE_ENDS = ['localhost', 'local', 'internal', 'lan', 'home', 'corp', 'arpa', 'test', 'invalid', 'onion'];

/**
 * Whether people may be led to a message's link: the one rule of studio, server, pages and screens.
 * @param link  as it stands on chain
 */
export function checkLink(link: string): LinkVerdict {
  const refused = (fault: LinkFault): LinkVerdict => ({ link: null, fault });
  if (link === '') return refused('none');
  if (!link.startsWith(SCHEME)) return refused('scheme');
  if (link.length > MAX_LINK_BYTES || link.length === SCHEME.length) return refused('length');
  if (REFUSED.test(link)) return refused('character');
  if (!URL.canParse(link)) return refused('malformed');
  const { href, host, hostname, username, password } = new URL(link);
  // An empty name is one too: `https://@host` reads as if something stood before it.
  if (username || password || /^https:\/\/[^/?#]*@/.test(link)) return refused('userinfo');
  if (isPrivate(hostname)) return refused('private');
  const letters = lettersOf(hostname);
  if (letters === null || letters.split('.').some(looksLikeAnother)) return refused('look-alike');
  return { link: { href, host, letters: letters === hostname ? null : letters }, fault: null };
}

/** The character for which a link is refused, to be named to whoever wrote it. */
export function refusedCharacter(link: string): string | null {
  return REFUSED.exec(link)?.[0] ?? null;
}

function isPrivate(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, '').split('.');
  const end = labels.at(-1) ?? '';
  // An address of whatever notation: browsers write every IPv4 as four numbers and IPv6 in brackets.
  if (hostname.startsWith('[') || /^\d+$/.test(end)) return true;
  return labels.length < 2 || PRIVATE_ENDS.includes(end);
}

function lettersOf(hostname: string): string | null {
  const labels = hostname
    .split('.')
    .map((label) => (label.startsWith('xn--') ? decodePunycode(label.slice('xn--'.length)) : label));
  return labels.includes(null) ? null : labels.join('.');
}

/** Scripts that stand together in the words of one language. */
const COMPANIONS = [
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}a-z]+$/u,
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Common}a-z]+$/u,
  /^[\p{Script=Han}\p{Script=Bopomofo}\p{Script=Common}a-z]+$/u,
];
const SCRIPTS = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Cyrillic',
  'Devanagari',
  'Ethiopic',
  'Georgian',
  'Greek',
  'Gujarati',
].concat([
  'Gurmukhi',
  'Hebrew',
  'Kannada',
  'Khmer',
  'Lao',
  'Malayalam',
  'Myanmar',
  'Sinhala',
  'Tamil',
  'Telugu',
  'Thai',
]);
/** Digits, hyphen and the marks that any script may have. */
const OF_ONE_SCRIPT = SCRIPTS.map((name) => new RegExp(`^[\\p{Script=${name}}\\p{M}0-9-]+$`, 'u'));
/** Latin as the languages of Europe and Vietnam write it; ı and ĸ pass for i and k. */
const LATIN = /^[a-z0-9\-\u00df-\u00f6\u00f8-\u0130\u0132-\u0137\u0139-\u017e\u01a1\u01b0\u0219\u021b\u1ea1-\u1ef9]+$/u;
/** Letters of Cyrillic, Greek and Armenian that pass for Latin ones: a label of nothing else is read as a Latin one. */
const PASSING_FOR_LATIN = /^[асԁеһіјӏорԛѕԝхуьҽѵαικνορτυχγηωոօսցհյ0-9-]+$/u;

function looksLikeAnother(label: string): boolean {
  if (LATIN.test(label)) return false;
  const isOneWriting =
    OF_ONE_SCRIPT.some((script) => script.test(label)) || COMPANIONS.some((both) => both.test(label));
  return !isOneWriting || PASSING_FOR_LATIN.test(label);
}

/** The most letters of a host that are written out where there is little room. */
const SHORT_HOST = 40;

/** A host short enough for a card. What is left out is its beginning: whom it belongs to is told by its end. */
export function shortHost(host: string): string {
  return host.length <= SHORT_HOST ? host : `…${host.slice(1 - SHORT_HOST)}`;
}
