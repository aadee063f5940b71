import type { WorkState } from '../../engine/protocol/workState.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { momentOf } from '../../engine/scene/moment.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import type { Work } from '../work/loadWork.js';

/**
 * The address of a layer's picture with its levers where they are given, all else as the chain has it.
 * @param levers as many as the layer has, or more
 * @returns null for the master, which has none
 */
export function layerPicture(
  { manifest, seeds, description }: Work,
  { tokens, restyled }: WorkState,
  index: number,
  levers: readonly number[],
): string | null {
  const words = tokens.map(({ word }, i) =>
    i === index ? encodeWord({ ...decodeWord(word), levers: [...levers] }) : word,
  );
  const layer = evaluateScene({ manifest, seeds, words, moment: momentOf(restyled, 0) }).layers[index - 1];
  return layer ? recipeUrl(description.work, layer.recipe) : null;
}
