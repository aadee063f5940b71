import { LeverError, SceneError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { layerBinding } from './bindings.js';
import { canonicalLatent } from './canonicalLatent.js';
import { colourOf } from './colourOf.js';
import { gainOf } from './grades.js';
import { type LeverValue, leverValue } from './leverValue.js';
import type { LayerManifest, Lever, Manifest, MasterLever } from './manifest.js';
import { plainLayer } from './plainLayer.js';
import type { Rgb, Scene, SceneLayer } from './scene.js';
import { decodeWord } from './styleWord.js';

export interface SceneInput {
  /** As `checkManifest` or `unpackManifest` gave it. */
  manifest: Manifest;
  /** By token index: the master's first. */
  words: readonly Hex[];
  /** By token index, as `layerSeed` gives them; the master's is not used. */
  seeds: readonly Hex[];
}

/**
 * What to draw: a pure function of manifest, words and seeds.
 * @throws SceneError when words or seeds are not one a token
 * @throws WordError, LeverError when a word is not one of this manifest's tokens
 */
export function evaluateScene({ manifest, words, seeds }: SceneInput): Scene {
  const tokens = manifest.layers.length + 1;
  if (words.length !== tokens) throw new SceneError('words', words.length, tokens);
  if (seeds.length !== tokens) throw new SceneError('seeds', seeds.length, tokens);
  const [masterWord, ...layerWords] = words as [Hex, ...Hex[]];
  return {
    width: manifest.canvas.width,
    height: manifest.canvas.height,
    background: colourOf(manifest.canvas.background),
    grade: gradeOf(manifest.master.levers, masterWord),
    layers: manifest.layers.map((layer, i) => {
      const plain = plainLayer(manifest, layer, i + 1, seeds[i + 1] as Hex);
      return styledLayer(plain, layer, layerWords[i] as Hex);
    }),
  };
}

function gradeOf(levers: readonly MasterLever[], word: Hex): Rgb {
  return standings(levers, word).reduce<Rgb>(
    (grade, { lever, value }) => {
      const gain = gainOf(lever.bind, value) ?? [1, 1, 1];
      return [grade[0] * gain[0], grade[1] * gain[1], grade[2] * gain[2]];
    },
    [1, 1, 1],
  );
}

function styledLayer(plain: SceneLayer, { levers }: LayerManifest, word: Hex): SceneLayer {
  const styled = standings(levers, word).reduce(
    (layer, { lever, value }) => layerBinding(lever.bind).apply(layer, value),
    plain,
  );
  return { ...styled, recipe: canonicalLatent(styled.recipe) };
}

/** Where each lever of a token stands. */
function standings<L extends Lever>(levers: readonly L[], word: Hex): { lever: L; value: LeverValue }[] {
  const indices = decodeWord(word).levers;
  indices.slice(levers.length).forEach((index, i) => {
    if (index !== 0) throw new LeverError(`number ${levers.length + i}, which the token does not have`, index, 0);
  });
  return levers.map((lever, i) => ({ lever, value: leverValue(lever, indices[i] ?? 0) }));
}
