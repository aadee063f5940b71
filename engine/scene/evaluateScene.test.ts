import { sampleManifest } from '../../test/harness/sampleManifest.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import { LeverError, SceneError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { evaluateScene } from './evaluateScene.js';
import { LIGHTS, PALETTES } from './grades.js';
import { firstWord } from './leverValue.js';
import { encodeWord } from './styleWord.js';

const manifest = sampleManifest();
const seeds = [0, 1, 2].map((n): Hex => `0x${String(n).repeat(64)}`);
const first = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers));

const word = (...levers: number[]) => encodeWord({ levers, revision: 1, updatesLeft: 0, frozen: false });
const sceneOf = (words: Hex[]) => evaluateScene({ manifest, words, seeds, moment: sampleMoment });
const sky = first[1] as Hex;

describe('evaluateScene', () => {
  it('places, colours and paints each layer as the defaults say', () => {
    expect(sceneOf(first)).toMatchObject({
      width: 400,
      height: 300,
      background: [16 / 255, 32 / 255, 48 / 255],
      light: LIGHTS.noon,
      palette: PALETTES.neutral,
      grain: { strength: 0, seed: 0 },
      signature: null,
      layers: [
        { token: 1, recipe: { class: 'sky', seed: seeds[1], coarse: 2, middle: 0, truncation: 800 }, blend: 'normal' },
        {
          token: 2,
          recipe: { class: 'ridge', seed: seeds[2], coarse: 3, truncation: 700 },
          placement: { x: 200, y: 200, width: 200, height: 100, rotation: 0, mirror: false, fade: 0 },
          opacity: 0.9,
          blend: 'multiply',
          visible: true,
        },
      ],
    });
  });

  it('S-19: leaves out of the recipe what decides no pixel', () => {
    expect(sceneOf(first).layers[1]?.recipe).toMatchObject({ partner: 0, mix: 0, directions: [] });
  });

  it('S-7: takes every lever to its parameter', () => {
    const restyled = word(7, 6, 5, 15, 20, 10, 2, 1, 1, 10, 1, 0);
    expect(sceneOf([first[0]!, sky, restyled]).layers[1]).toEqual({
      token: 2,
      recipe: {
        kind: 'latent',
        model: manifest.model.sha256,
        class: 'ridge',
        seed: seeds[2],
        coarse: 7,
        middle: 0,
        fine: 0,
        partner: 6,
        mix: 128,
        truncation: 700,
        noise: { variant: 0, strength: 255 },
        position: [],
        directions: [{ name: 'warmth', amount: -384 }],
      },
      placement: { x: 250, y: 200, width: 300, height: 150, rotation: 90, mirror: true, fade: 0 },
      colour: { hue: 0, saturation: 1, brightness: 1, contrast: 1, tint: [200 / 255, 162 / 255, 75 / 255] },
      opacity: 0.5,
      blend: 'screen',
      visible: false,
    });
  });

  it('S-7: takes light and palette to those the master names', () => {
    expect(sceneOf([word(1, 1), sky, first[2]!])).toMatchObject({ light: LIGHTS.night, palette: PALETTES.ochre });
  });

  it('refuses words that are not of this work', () => {
    expect(() => sceneOf([word(2), sky, first[2]!])).toThrow(LeverError);
    expect(() => sceneOf([first[0]!, word(0, 0, 1), first[2]!])).toThrow(/which the token does not have/);
  });

  it('refuses words or seeds of fewer tokens', () => {
    expect(() => sceneOf(first.slice(1))).toThrow(SceneError);
    expect(() => evaluateScene({ manifest, words: first, seeds: seeds.slice(1), moment: sampleMoment })).toThrow(
      /2 seeds/,
    );
  });
});
