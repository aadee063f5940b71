import { latentOf } from '../../test/harness/latentOf.js';
import { sampleBlock } from '../../test/harness/sampleMoment.js';
import { vividManifest, vividManifestJson } from '../../test/harness/vividManifest.js';
import { SceneError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { checkManifest } from './checkManifest.js';
import { evaluateScene } from './evaluateScene.js';
import { LIGHTS } from './grades.js';
import { firstWord } from './leverValue.js';
import { momentOf } from './moment.js';
import { encodeWord } from './styleWord.js';

const manifest = vividManifest();
const seeds = [1, 2, 3].map((n): Hex => `0x${String(n).repeat(64)}`);
const [master, sky, moon] = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers)) as Hex[];

const word = (...levers: number[]) => encodeWord({ levers, revision: 1, updatesLeft: 0, frozen: false });
/** A block at midnight of a whole step, so that the walk stands where it begins. */
const midnight = { ...sampleBlock, time: 86_400 * 20_000 };
const at = (step: number, words = [master, sky, moon] as Hex[], block = midnight) =>
  evaluateScene({ manifest, words, seeds, moment: momentOf(block, step) });
const positionAt = (...args: Parameters<typeof at>) =>
  latentOf(at(...args).layers[0]).position.map(({ axis, amount }) => [axis, amount]);

describe('evaluateScene', () => {
  it('S-16: shows the picture that states choose, nested ones too, each with a box of its own', () => {
    const shown = (season: number, weather: number) =>
      at(0, [word(season, 2), word(weather, 0x8080, 0x8080), moon!]).layers[0]!;
    expect(shown(0, 0).recipe).toMatchObject({ kind: 'latent', class: 'sky' });
    expect(shown(0, 1).recipe).toMatchObject({ kind: 'latent', class: 'ridge' });
    expect(shown(3, 1)).toMatchObject({
      recipe: { kind: 'image', sha256: 'cd'.repeat(32) },
      placement: { x: 10, y: 20, width: 30, height: 40 },
    });
  });

  it('S-14: moves many parameters by one lever that moves nothing itself', () => {
    expect([0, 1, 2, 3].map((season) => latentOf(at(0, [word(season, 2), sky!, moon!]).layers[0]).coarse)).toEqual([
      3, 2, 1, 0,
    ]);
  });

  it('S-17: places a picture by coordinates, two axes a lever', () => {
    // Coordinates 129 and 0, then 128 and 255; no walk.
    expect(positionAt(0, [master!, word(0, 0x8100, 0x80ff, 0, 0), moon!])).toEqual([
      [0, 8],
      [1, -1024],
      [3, 1016],
    ]);
  });

  it('S-17: goes as far with the same coordinates as the layer reaches', () => {
    const json = vividManifestJson();
    Object.assign(json.layers[0]!, { reach: 1.5 });
    const words = [master!, word(0, 0x8100, 0x80ff, 0, 0), moon!];
    const { layers } = evaluateScene({ manifest: checkManifest(json), words, seeds, moment: momentOf(midnight, 0) });
    expect(latentOf(layers[0]).position.map(({ amount }) => amount)).toEqual([3, -384, 381]);
  });

  it('S-18: adds the place of the walk to it, step by step, and comes back after its period', () => {
    const tick = midnight.time / 60;
    expect(tick % 8).toBe(0);
    expect([0, 2, 4, 6].map((step) => positionAt(step))).toEqual([[[0, 256]], [[9, 256]], [[0, -256]], [[9, -256]]]);
    expect(positionAt(8)).toEqual(positionAt(0));
    expect(positionAt(0, [master!, word(0, 0x8180, 0x8080, 0, 1), moon!])).toEqual([[0, 264]]);
  });

  it('S-9: goes on with a walk through a restyle', () => {
    const later = { ...midnight, number: 8, time: midnight.time + 3 * 60 };
    expect(positionAt(2, undefined, later)).toEqual(positionAt(5));
  });

  it('S-13: eases from one light to the next through the day', () => {
    expect(at(0).light).toEqual(LIGHTS.night);
    expect(at(720).light).toEqual(LIGHTS.noon);
    const [night, noon] = [LIGHTS.night.chroma, LIGHTS.noon.chroma];
    expect(at(360).light.chroma).toBeCloseTo((night + noon) / 2);
    expect(at(1080).light).toEqual(at(360).light);
  });

  it('S-12: throws its dice by the block of the last restyle, and not by steps', () => {
    const fineIn = (n: number, step: number) =>
      latentOf(at(step, undefined, { ...midnight, hash: `0x${String(n).repeat(64)}` }).layers[0]).fine;
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((n) => fineIn(n, 0))).size).toBe(4);
    expect([0, 7, 99].map((step) => fineIn(3, step))).toEqual(Array(3).fill(fineIn(3, 0)));
  });

  it('S-24: keeps a layer with its anchor wherever a picture of that has its box', () => {
    const placed = (season: number, ...levers: number[]) =>
      at(0, [word(season, 2), word(1, 0x8080, 0x8080), word(...levers)]).layers[1]!.placement;
    const steps = placed(0, 0, 1).y - 150;
    expect(placed(0, 0, 1)).toMatchObject({ x: 300, width: 50, height: 50 });
    expect(placed(3, 0, 3)).toMatchObject({ x: 110, y: 20 + steps, width: 100, height: 50 });
    expect(placed(0, 2, 1)).toMatchObject({ x: 200 - steps, y: 250 });
  });

  it('S-11: reads levers of other tokens, added up', () => {
    const opacityOf = (weather: number, texture: number) =>
      at(0, [master!, word(weather, 0x8080, 0x8080, texture), moon!]).layers[1]!.opacity;
    expect([opacityOf(0, 0), opacityOf(1, 0), opacityOf(0, 1), opacityOf(1, 3)]).toEqual([0.2, 0.4, 0.4, 1]);
  });

  it('S-26: has the grain of the master’s seed and the signature of the model', () => {
    expect(at(0)).toMatchObject({
      grain: { strength: 0.2, seed: 0x1111_1111 },
      signature: { corner: 'bottom-right', formula: 'log σ(D(x))' },
    });
  });

  it('S-2: has no number finer than a millionth, and no −0', () => {
    for (const step of [0, 1, 77, 100_000]) {
      const { placement, colour, opacity } = at(step, [master!, sky!, word(3, 2)]).layers[1]!;
      for (const value of [...Object.values(placement), ...Object.values(colour), opacity]) {
        if (typeof value !== 'number') continue;
        expect(value).toBe(Math.round(value * 1e6) / 1e6);
        expect(Object.is(value, -0)).toBe(false);
      }
    }
  });

  it.each([
    ['half a step', 0.5],
    ['a step before the block', -1],
    ['a step beyond the last', 2 ** 31],
  ])('S-8: refuses %s', (_, step) => {
    expect(() => at(step)).toThrow(SceneError);
  });

  it('S-8: refuses a step of a work that does not move', () => {
    const { motion: _, ...still } = manifest;
    const words = [master, sky, moon] as Hex[];
    const scene = (step: number) => evaluateScene({ manifest: still, words, seeds, moment: momentOf(midnight, step) });
    expect(() => scene(1)).toThrow(/a work that does not move/);
    expect(() => scene(0)).not.toThrow();
  });

  it('S-14: depends on no order of rules that read each other’s tokens', () => {
    // The moon's opacity reads the sky's levers while the sky's picture reads the master's: what rules made is not read.
    const before = at(0).layers[1]!.opacity;
    expect(at(0, [word(3, 2), sky!, moon!]).layers[1]!.opacity).toBe(before);
  });
});
