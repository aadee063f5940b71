import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { Recipe } from '../../engine/scene/recipe.js';

/**
 * Whose layer a recipe is of, as the chain has it: which layer says its seed, so that nobody can ask in another's name.
 * Null for an asset, which has no seed and costs no painter.
 * @param seeds of the work, by token index
 */
export function ownerOf(
  { seeds }: { seeds: readonly Hex[] },
  { state }: Pick<Snapshot, 'state'>,
  recipe: Recipe,
): Hex | null {
  if (recipe.kind === 'image') return null;
  const { seed } = recipe.kind === 'morph' ? recipe.from : recipe;
  return state.tokens.find(({ index }) => seeds[index] === seed)?.owner ?? null;
}
