import fc from 'fast-check';
import { seededDraw } from '../../test/faults/seededDraw.js';
import { latentOf } from '../../test/harness/latentOf.js';
import { randomState, randomWork } from '../../test/harness/randomWork.js';
import { sampleManifest, sampleManifestJson } from '../../test/harness/sampleManifest.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import { vividManifest } from '../../test/harness/vividManifest.js';
import type { Hex } from '../protocol/primitives.js';
import { checkManifest } from './checkManifest.js';
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

/** The vivid work's sky, as it begins: at axis 0 by the walk. */
const vivid = { manifest: vividManifest(), seeds };
const vividWords = [vivid.manifest.master, ...vivid.manifest.layers].map(({ levers }) => firstWord(levers));
const vividSky = latentOf(evaluateScene({ ...vivid, words: vividWords, moment: sampleMoment }).layers[0]);
const lantern = { kind: 'image' as const, sha256: 'cd'.repeat(32) };

describe('reaches', () => {
  it('S-23: is true of every recipe of every scene, whatever the work', () => {
    fc.assert(
      fc.property(fc.nat(1 << 20), (seed) => {
        const draw = seededDraw(seed);
        const random = randomWork(draw);
        const { layers } = evaluateScene(randomState(draw, random));
        expect(layers.filter((layer) => !reaches(random, layer.recipe))).toEqual([]);
      }),
    );
  });

  it.each<[boolean, string, Partial<LatentRecipe>]>([
    [true, 'a picture as one season has it', { coarse: 1 }],
    [true, 'another picture of that season', { class: 'ridge', coarse: 2 }],
    [false, 'two things that one lever never gives together', { class: 'ridge', coarse: 1 }],
    [true, 'any side of the dice', { fine: 3 }],
    [false, 'a side they do not have', { fine: 4 }],
    [true, 'a place of the walk', { position: [{ axis: 9, amount: 256 }] }],
    [true, 'a place of a wider walk', { position: [{ axis: 9, amount: 512 }] }],
    [false, 'a place beside the walk', { position: [{ axis: 9, amount: 255 }] }],
    [true, 'a walk from elsewhere', { position: [{ axis: 0, amount: 256 + 1016 }] }],
    [false, 'a place between two coordinates', { position: [{ axis: 1, amount: 4 }] }],
    [true, 'the last axis that levers move', { position: [{ axis: 3, amount: -1024 }] }],
    [false, 'an axis that nothing moves', { position: [{ axis: 4, amount: 8 }] }],
    [false, 'a coordinate too far', { position: [{ axis: 3, amount: 1024 }] }],
    [true, 'a field of noise', { noise: { variant: 3, strength: 255 } }],
    [false, 'noise of a strength without a lever', { noise: { variant: 0, strength: 128 } }],
  ])('S-23: is %p of %s', (reached, _, part) => {
    expect(reaches(vivid, { ...vividSky, position: [], ...part })).toBe(reached);
  });

  it('S-23: is true of an asset that a layer shows, and of no other', () => {
    expect(reaches(vivid, lantern)).toBe(true);
    expect(reaches(vivid, { ...lantern, sha256: 'ef'.repeat(32) })).toBe(false);
    expect(reaches(work, lantern)).toBe(false);
  });

  it('S-23: takes no sum that levers, standing where the rest of the picture has them, do not add up to', () => {
    const json = sampleManifestJson();
    const step = { label: 'Step', bind: 'rules', type: 'range', min: 0, max: 2, step: 1 };
    (json.master.levers as object[]).push(step);
    const source = {
      kind: 'levers',
      levers: [
        { token: 0, lever: 2 },
        { token: 2, lever: 0 },
      ],
    };
    Object.assign(json.layers[1]!, {
      variants: 10,
      rules: [{ bind: 'latent.middle', source, values: [...Array(10).keys()] }],
    });
    const added = { manifest: checkManifest(json), seeds };
    // The middle is the coarse lever, 0 to 7, and a step of 0 to 2.
    const met = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((middle) => reaches(added, { ...recipe, coarse: 3, middle }));
    expect(met).toEqual([3, 4, 5]);
  });

  it('S-23: takes no date that no calendar has', () => {
    const at = (part: string) => ({ kind: 'time', part });
    const dated = (values: unknown) => {
      const json = { ...sampleManifestJson(), motion: { stepSeconds: 60 } };
      const rules = [
        { bind: 'latent.middle', source: at('month'), values: [0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0] },
        { bind: 'latent.fine', source: at('day'), values, from: [0, 29, 30] },
      ];
      Object.assign(json.layers[1]!, { rules });
      return { manifest: checkManifest(json), seeds };
    };
    // Months are 0 to 11 and days of the month 0 to 30: in February there is a 29th, and neither 30th nor 31st.
    const days = [0, 1, 2];
    expect(reaches(dated(days), { ...recipe, middle: 1, fine: 0 })).toBe(true);
    expect(reaches(dated(days), { ...recipe, middle: 1, fine: 1 })).toBe(false);
    expect(reaches(dated(days), { ...recipe, middle: 3, fine: 1 })).toBe(true);
    expect(reaches(dated(days), { ...recipe, middle: 3, fine: 2 })).toBe(false);
    expect(reaches(dated(days), { ...recipe, middle: 2, fine: 2 })).toBe(true);
  });

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
