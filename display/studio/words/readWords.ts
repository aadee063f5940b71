import { leverMax } from '../../../engine/scene/leverValue.js';
import type { Lever } from '../../../engine/scene/manifest.js';
import { DEGREES, FILLERS, LEXICON, type Sense } from './lexicon.js';

/** What one word did to one lever; `from` and `to` are the same where the lever was at its end. */
export interface WordMove {
  word: string;
  lever: number;
  from: number;
  to: number;
}

export interface Reading {
  moves: WordMove[];
  /** Words that mean nothing to this token, in the order they were written. */
  unknown: string[];
}

/** Longer texts are no wish any more; what is beyond is not read. */
const MAX_WORDS = 40;

/**
 * What a text moves, word after word, each going on from the one before.
 * @param at where each lever stands
 */
export function readWords(text: string, levers: readonly Lever[], at: readonly number[]): Reading {
  const standing = [...at];
  const reading: Reading = { moves: [], unknown: [] };
  let degree = 1;
  for (const word of wordsOf(text)) {
    const times = DEGREES[word];
    if (times !== undefined) {
      degree *= times;
      continue;
    }
    if (FILLERS.includes(word)) continue;
    const moves = movesOf(word, degree, levers, standing);
    for (const { lever, to } of moves) standing[lever] = to;
    reading.moves.push(...moves);
    if (moves.length === 0) reading.unknown.push(word);
    degree = 1;
  }
  return reading;
}

/** The words that this token knows, in a language: a person may press them instead of writing. */
export function knownWords(levers: readonly Lever[], language: 'en' | 'de'): string[] {
  return LEXICON.flatMap((sense) => {
    if (!levers.some((lever) => moveOf(sense, 1, lever, lever.default) !== null)) return [];
    const byDegrees = levers.some(({ bind }) => sense.binds?.includes(bind));
    const [more, less] = sense.offered[language];
    return less !== undefined && byDegrees ? [more, less] : [more];
  });
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}-]+/u)
    .filter(Boolean)
    .slice(0, MAX_WORDS);

function movesOf(word: string, degree: number, levers: readonly Lever[], at: readonly number[]): WordMove[] {
  const found = senseOf(word, levers);
  if (!found) return [];
  return levers.flatMap((lever, i) => {
    const to = moveOf(found.sense, found.sign * degree, lever, at[i] ?? 0);
    return to === null ? [] : [{ word, lever: i, from: at[i] ?? 0, to }];
  });
}

/** The sense with the longest beginning of the word, among those that move one of the levers. */
function senseOf(word: string, levers: readonly Lever[]): { sense: Sense; sign: 1 | -1 } | null {
  let best: { sense: Sense; sign: 1 | -1; length: number } | null = null;
  for (const sense of LEXICON) {
    if (!levers.some((lever) => moveOf(sense, 1, lever, lever.default) !== null)) continue;
    for (const [stems, sign] of [[sense.more, 1] as const, [sense.less, -1] as const]) {
      for (const stem of stems) {
        if (word.startsWith(stem) && stem.length > (best?.length ?? 0)) best = { sense, sign, length: stem.length };
      }
    }
  }
  return best;
}

/** Where a lever goes by a sense; null when the sense is not about it. */
function moveOf(
  { binds, sigmas = 1, percent = 10, options }: Sense,
  degree: number,
  lever: Lever,
  at: number,
): number | null {
  if (lever.type === 'select' || lever.type === 'color') {
    // Nobody can go against a choice: “not red” names no other colour.
    if (degree <= 0) return null;
    const names = namesOf(lever);
    const option = options?.map((name) => names.findIndex((own) => own.includes(name))).find((found) => found >= 0);
    return option ?? null;
  }
  if (!binds?.includes(lever.bind)) return null;
  if (lever.type === 'bool') return degree > 0 ? 1 : 0;
  if (lever.type !== 'range') return null;
  const unit = lever.bind.startsWith('latent.direction.') ? sigmas : percent;
  const steps = Math.round((unit * degree) / lever.step);
  return Math.max(0, Math.min(leverMax(lever), at + steps));
}

function namesOf(lever: Lever): string[][] {
  if (lever.type === 'select') return lever.options.map(({ label, value }) => [label.toLowerCase(), String(value)]);
  return lever.type === 'color' ? lever.colours.map(({ label }) => [label.toLowerCase()]) : [];
}
