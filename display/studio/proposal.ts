import type { Hex } from '../../engine/protocol/primitives.js';
import type { Lever } from '../../engine/scene/manifest.js';
import { decodeWord, encodeWord, type LeverChange } from '../../engine/scene/styleWord.js';
import { leverText } from '../design/levers/leverText.js';

/** Where a person moved levers to, by lever. It says nothing of levers left alone, so it can lie over any newer word. */
export type Moves = ReadonlyMap<number, number>;

/** One lever's change in words. */
export interface ChangeInWords {
  lever: number;
  label: string;
  from: string;
  to: string;
}

export const noMoves: Moves = new Map();

/** The moves that still change something over this word: what another's restyle made true already is dropped. */
export function changesOf(word: Hex, moves: Moves): LeverChange[] {
  const { levers } = decodeWord(word);
  return [...moves]
    .filter(([lever, index]) => levers[lever] !== index)
    .map(([lever, index]) => ({ lever, index }))
    .sort((a, b) => a.lever - b.lever);
}

/** The word as it would show after the moves. Its revision stays: only the contract counts it up. */
export function proposedWord(word: Hex, moves: Moves): Hex {
  const style = decodeWord(word);
  return encodeWord({ ...style, levers: style.levers.map((index, lever) => moves.get(lever) ?? index) });
}

/** What would change, lever by lever: `Form: 3 → 7`. */
export function changesInWords(levers: readonly Lever[], word: Hex, moves: Moves): ChangeInWords[] {
  const now = decodeWord(word).levers;
  return changesOf(word, moves).flatMap(({ lever: position, index }) => {
    const lever = levers[position];
    if (!lever) return [];
    return {
      lever: position,
      label: lever.label,
      from: leverText(lever, now[position] ?? 0),
      to: leverText(lever, index),
    };
  });
}
