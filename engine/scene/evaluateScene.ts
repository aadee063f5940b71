import { LeverError, SceneError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { layerBinding } from './bindings.js';
import { canonicalLatent } from './canonicalLatent.js';
import { colourOf } from './colourOf.js';
import { LIGHTS, lightNamed, PALETTES, paletteNamed } from './grades.js';
import { type LeverValue, leverValue } from './leverValue.js';
import type { LayerManifest, Lever, Manifest, MasterLever } from './manifest.js';
import type { Moment } from './moment.js';
import { type PlainLayer, plainLayer } from './plainLayer.js';
import type { Scene, SceneLayer } from './scene.js';
import { decodeWord } from './styleWord.js';

export interface SceneInput {
  /** As `checkManifest` or `unpackManifest` gave it. */
  manifest: Manifest;
  /** By token index: the master's first. */
  words: readonly Hex[];
  /** By token index, as `layerSeed` gives them. */
  seeds: readonly Hex[];
  moment: Moment;
}

/**
 * What to draw: a pure function of manifest, words, seeds and moment.
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
    ...gradeOf(manifest.master.levers, masterWord),
    grain: { strength: 0, seed: Number.parseInt(seeds[0]?.slice(2, 10) ?? '', 16) },
    signature: null,
    layers: manifest.layers.map((layer, i) => {
      const plain = plainLayer(manifest, layer, i + 1, seeds[i + 1] as Hex);
      return styledLayer(plain, layer, layerWords[i] as Hex);
    }),
  };
}

function gradeOf(levers: readonly MasterLever[], word: Hex): Pick<Scene, 'light' | 'palette'> {
  return standings(levers, word).reduce<Pick<Scene, 'light' | 'palette'>>(
    (grade, { lever, value }) =>
      lever.bind === 'work.light'
        ? { ...grade, light: lightNamed(value) ?? grade.light }
        : { ...grade, palette: paletteNamed(value) ?? grade.palette },
    { light: LIGHTS.noon, palette: PALETTES.neutral },
  );
}

function styledLayer(plain: PlainLayer, { levers }: LayerManifest, word: Hex): SceneLayer {
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
