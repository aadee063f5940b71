import type { WorkState } from '../../engine/protocol/workState.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { momentAt } from '../../engine/scene/moment.js';
import type { Scene } from '../../engine/scene/scene.js';
import type { Work } from './loadWork.js';

/** What a state comes to at this moment. */
export function sceneNow({ manifest, seeds, now }: Work, { tokens, restyled }: WorkState): Scene {
  const words = tokens.map(({ word }) => word);
  return evaluateScene({ manifest, seeds, words, moment: momentAt(manifest, restyled, now()) });
}
