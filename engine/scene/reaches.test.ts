import fc from 'fast-check';
import { latentOf } from '../../test/harness/latentOf.js';
import { sampleManifest } from '../../test/harness/sampleManifest.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import type { Hex } from '../protocol/primitives.js';
import { evaluateScene } from './evaluateScene.js';
import { firstWord, leverMax } from './leverValue.js';
import { morphRecipes } from './morphRecipes.js';
import { reaches } from './reaches.js';
import type { LatentRecipe } from './recipe.js';
import { encodeWord } from './styleWord.js';

const manifest = sampleManifest();
const seeds = [0, 1, 2].map((n): Hex => `0x${String(n).repeat(64)}`);
const work = { manifest, seeds };
const [master, sky, ridge] = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers)) as Hex[];
const start = evaluateScene({ manifest, words: [master!, sky!, ridge!], seeds, moment: sampleMoment });
const recipe = latentOf(start.layers[1]);
const skyRecipe = latentOf(start.layers[0]);

const anyRidge = fc
  .tuple(...manifest.layers[1]!.levers.map((lever) => fc.nat(leverMax(lever))))
  .map((levers) => encodeWord({ levers, revision: 0, updatesLeft: 0, frozen: false }))
  .map((word) => evaluateScene({ manifest, words: [master!, sky!, word], seeds, moment: sampleMoment }))
  .map((scene) => latentOf(scene.layers[1]));

describe('reaches', () => {
  it('is true of every style a layer can have, and of the way between two', () => {
    fc.assert(
      fc.property(anyRidge, anyRidge, (a, b) => {
        expect([a, b, ...morphRecipes(a, b)].every((reached) => reaches(work, reached))).toBe(true);
      }),
    );
  });

  it.each<[string, Partial<LatentRecipe>]>([
    ['another model', { model: 'cd'.repeat(32) }],
    ['another class', { class: 'flora' }],
    ["a seed that is not its layer's", { seed: seeds[1]! }],
    ['a variant the layer does not have', { coarse: 8 }],
    ['a band without a lever', { middle: 1 }],
    ["a mix between the lever's steps", { mix: 127, partner: 1 }],
    ['a truncation without a lever', { truncation: 800 }],
    ['a direction without a lever', { directions: [{ name: 'age', amount: 256 }] }],
    ['a direction beyond its lever', { directions: [{ name: 'warmth', amount: 1024 }] }],
  ])('is false of %s', (_, part) => {
    expect(reaches(work, { ...recipe, ...part })).toBe(false);
  });

  it('is false of a morph with one end out of reach', () => {
    const morphs = morphRecipes(recipe, { ...recipe, middle: 1 });
    expect(morphs.some((morph) => reaches(work, morph))).toBe(false);
  });

  it('is false of a morph across two layers', () => {
    expect(reaches(work, { kind: 'morph', from: recipe, to: skyRecipe, step: 1, of: 8 })).toBe(false);
  });
});
