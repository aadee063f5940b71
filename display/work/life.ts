import { z } from 'zod';
import { Address, BlockRef, type Hex, TokenIndex, Word } from '../../engine/protocol/primitives.js';
import { fetchJson } from './fetchJson.js';

/** A style that a token had from a block on. */
export const Change = z.object({ block: BlockRef, by: Address, word: Word, index: TokenIndex });
export type Change = z.infer<typeof Change>;

/** Every style that any of a work's tokens ever had, oldest first: its beginning and every restyle since. */
export function loadLife(work: number): Promise<Change[]> {
  return fetchJson(`/api/works/${work}/history`, z.array(Change));
}

/** A block that changed the work, and what it changed. */
export interface Stage {
  block: BlockRef;
  changes: Change[];
}

/** A life by blocks, oldest first. */
export function stagesOf(life: readonly Change[]): Stage[] {
  const stages: Stage[] = [];
  for (const change of life) {
    const last = stages.at(-1);
    if (last?.block.number === change.block.number) last.changes.push(change);
    else stages.push({ block: change.block, changes: [change] });
  }
  return stages;
}

/**
 * Every token's word after a block, by token index.
 * @param tokens  how many tokens the work has
 * @returns null where the life does not tell of every token by then
 */
export function wordsAfter(life: readonly Change[], block: number, tokens: number): Hex[] | null {
  const words = new Map<number, Hex>();
  for (const change of life) if (change.block.number <= block) words.set(change.index, change.word);
  const all = Array.from({ length: tokens }, (_, index) => words.get(index));
  return all.every((word) => word !== undefined) ? all : null;
}
