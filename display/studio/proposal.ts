import type { Hex } from '../../engine/protocol/primitives.js';
import { decodeWord, encodeWord, type LeverChange } from '../../engine/scene/styleWord.js';
import { leverText } from '../design/levers/leverText.js';
import { words } from '../language/words.js';
import type { TokenManifest } from '../work/tokenOf.js';

/** Where a person moved levers to, by lever. It says nothing of levers left alone, so it can lie over any newer word. */
export type Moves = ReadonlyMap<number, number>;

/** One lever's change in words. */
export interface ChangeInWords {
  lever: number;
  label: string;
  /** Empty where only the way from there is worth saying. */
  from: string;
  to: string;
}

/** What of a token decides what its changes are called. */
export type Painted = Pick<TokenManifest, 'levers' | 'reach'>;

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

/**
 * What would change, lever by lever: `Form: 3 → 7`. Coordinates say nothing to anybody, so that all of them are one
 * change, by how far the picture lies from the one before.
 */
export function changesInWords({ levers, reach }: Painted, word: Hex, moves: Moves): ChangeInWords[] {
  const now = decodeWord(word).levers;
  const changes = changesOf(word, moves).flatMap(({ lever: position, index }) => {
    const lever = levers[position];
    return lever ? [{ position, lever, index, from: now[position] ?? 0 }] : [];
  });
  const named = changes
    .filter(({ lever }) => lever.type !== 'position')
    .map(({ position, lever, index, from }) => ({
      lever: position,
      label: lever.label,
      from: leverText(lever, from),
      to: leverText(lever, index),
    }));
  const [first, ...others] = changes.filter(({ lever }) => lever.type === 'position');
  if (!first) return named;
  const distance = Math.hypot(...[first, ...others].map(({ from, index }) => sigmasBetween(from, index, reach)));
  const { moved, movedBy } = words.studio.sign;
  return [...named, { lever: first.position, label: moved, from: '', to: movedBy(distance.toFixed(1)) }];
}

/**
 * How far two places of a position lever lie apart.
 * @param reach of the layer, sigmas
 */
export function sigmasBetween(from: number, to: number, reach: number): number {
  const apart = [(from >> 8) - (to >> 8), (from & 0xff) - (to & 0xff)];
  return (Math.hypot(...apart) * reach) / 128;
}
