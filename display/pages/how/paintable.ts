import type { WorkState } from '../../../engine/protocol/workState.js';
import { evaluateScene } from '../../../engine/scene/evaluateScene.js';
import { firstWord, leverMax } from '../../../engine/scene/leverValue.js';
import { momentOf } from '../../../engine/scene/moment.js';
import type { LayerRecipe } from '../../../engine/scene/recipe.js';
import { decodeWord, encodeWord } from '../../../engine/scene/styleWord.js';
import type { Work } from '../../work/loadWork.js';

/** The three bands of the network, coarse to fine: each may be fed by numbers of its own. */
export const BANDS = ['coarse', 'middle', 'fine'] as const;
export type Band = (typeof BANDS)[number];

/** Which variant feeds each band: variant v is the v-th throw of numbers that the layer's seed gives. */
export type Variants = Record<Band, number>;

/** A layer that this page can have painted, as it is when only its bands have been moved. */
export interface Paintable {
  /** Its token index. */
  token: number;
  title: string;
  /** How many variants each band can have. */
  variants: number;
  recipe(variants: Variants): LayerRecipe;
}

/**
 * The layers of a work whose owners can choose a variant for every band, and so can this page: a server paints nothing
 * that no lever leads to.
 */
export function paintableLayers({ manifest, seeds }: Work, { restyled }: WorkState): Paintable[] {
  const first = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers));
  return manifest.layers.flatMap(({ title, levers }, i) => {
    const positions = BANDS.map((band) => levers.findIndex(({ bind }) => bind === `latent.${band}`));
    const moved = positions.map((position) => levers[position]);
    if (!moved.every((lever) => lever?.type === 'range')) return [];
    const variants = 1 + Math.min(...moved.map((lever) => (lever ? leverMax(lever) : 0)));
    if (variants < 2) return [];
    const token = i + 1;
    return {
      token,
      title,
      variants,
      recipe(wanted: Variants) {
        const style = decodeWord(first[token] ?? '0x');
        const word = encodeWord({
          ...style,
          levers: style.levers.map((index, lever) => {
            const band = BANDS[positions.indexOf(lever)];
            return band ? wanted[band] : index;
          }),
        });
        const words = first.map((other, index) => (index === token ? word : other));
        const layer = evaluateScene({ manifest, seeds, words, moment: momentOf(restyled, 0) }).layers[i];
        if (!layer) throw new RangeError(`The scene has no layer ${token}.`);
        return layer.recipe;
      },
    };
  });
}

/** One throw of numbers for every band. */
export const allOf = (variant: number): Variants => ({ coarse: variant, middle: variant, fine: variant });
