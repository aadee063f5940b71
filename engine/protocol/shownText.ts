/** Marks over and under one letter that are shown: more than any writing stacks, far fewer than a text that climbs off its line. */
const MOST_MARKS = 4;

/** What turns the direction of the text around it: embeddings, overrides, isolates (Unicode UAX 9, explicit formatting). */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Half a character, which no encoding can carry. */
const HALVES = /\p{Surrogate}/gu;
/** Controls that part words: tabs, and everything that begins a line. */
const BREAKS = /[\t\n\r\v\f\u0085\u2028\u2029]/gu;
const CONTROLS = /\p{Cc}/gu;
/** Unseen, and of no use to any writing: soft hyphens, zero-width spaces, joiners of words, deprecated formats, annotations. */
const UNSEEN = /[\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Tags spell the flag of a region after a black flag; anywhere else they hide text. */
const STRAY_TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0000}-\u{e007f}]+/gu;
const STACKED_MARKS = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');
/** What a text may consist of and yet show nothing; also letters that are drawn blank. */
const BLANK = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\p{M}\u2800\u3164\uffa0]/gu;

/**
 * A person's text as it is shown: whatever could turn, hide, overlay or break what stands around it is left out, every
 * writing and every emoji stays. White space is one space; a line break is one too, since a card has lines of its own.
 * It is still text from outside: set it as text in an element with a direction of its own, never as HTML.
 * @returns '' when there is nothing to see in it
 */
export function shownText(text: string): string {
  const plain = text
    .replace(HALVES, '\ufffd')
    .replace(BREAKS, ' ')
    .replace(CONTROLS, '')
    .replace(TURNS, '')
    .replace(UNSEEN, '')
    .replace(STRAY_TAGS, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim();
  return plain.replace(BLANK, '') === '' ? '' : plain;
}

/** Emoji and the characters of East Asian scripts, which are as wide as two Latin letters (Unicode UAX 11). */
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** The text's characters as a reader counts them: a family of emoji or a letter with its marks is one. */
export function graphemesOf(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}

/** How wide a text is, in Latin letters, about. */
export function widthOf(text: string): number {
  return graphemesOf(text).reduce((width, grapheme) => width + (WIDE.test(grapheme) ? 2 : 1), 0);
}
