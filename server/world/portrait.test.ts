import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { LIGHTS } from '../../engine/scene/grades.js';
import { firstWord } from '../../engine/scene/leverValue.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { bytes32 } from '../../test/harness/randomBlock.js';
import { randomState } from '../../test/harness/randomWork.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import { drawsOf } from './drawsOf.js';
import { PORTRAIT_CLASSES, portraitManifest } from './portrait.js';

const model = { name: 'house', sha256: 'ab'.repeat(32), classes: PORTRAIT_CLASSES, directions: [], signature: null };

describe('The Sitter', () => {
  const manifest = portraitManifest(model);
  const { width, height } = manifest.canvas;
  const tokens = [manifest.master, ...manifest.layers];
  const seeds = tokens.map(() => `0x${'00'.repeat(32)}` as const);
  const first = tokens.map(({ levers }) => firstWord(levers));
  const layersAt = (input: Partial<Parameters<typeof evaluateScene>[0]>) => {
    const { layers } = evaluateScene({ manifest, seeds, words: first, moment: sampleMoment, ...input });
    const [ground, ridge, grove, water, halo, sitter] = layers;
    return { ground: ground!, ridge: ridge!, grove: grove!, water: water!, halo: halo!, sitter: sitter! };
  };

  /** The first words with one lever of a token moved. */
  function moved(token: number, label: string, index: number) {
    const lever = tokens[token]!.levers.findIndex((one) => one.label === label);
    return first.map((word, i) => {
      const style = decodeWord(word);
      return i === token ? encodeWord({ ...style, levers: style.levers.with(lever, index) }) : word;
    });
  }

  it('sits before open country or before a hanging, as whoever owns the ground says', () => {
    const outdoors = layersAt({ words: moved(1, 'Ground', 0) });
    expect(outdoors.ground.recipe).toMatchObject({ class: 'sky' });
    expect([outdoors.ridge, outdoors.grove, outdoors.water].every(({ visible }) => visible)).toBe(true);
    const indoors = layersAt({ words: moved(1, 'Ground', 1) });
    expect(indoors.ground.recipe).toMatchObject({ class: 'drapery' });
    expect([indoors.ridge, indoors.grove, indoors.water].some(({ visible }) => visible)).toBe(false);
  });

  it('has its halo go where the sitter goes', () => {
    const still = layersAt({});
    const aside = layersAt({ words: moved(6, 'Left and right', 0) });
    expect(aside.sitter.placement.x).toBeLessThan(still.sitter.placement.x);
    expect(aside.halo.placement.x - still.halo.placement.x).toBe(aside.sitter.placement.x - still.sitter.placement.x);
  });

  it('lets chance say on which side the grove stands, anew at each restyle', () => {
    const sides = Array.from({ length: 20 }, (_, i) => {
      const moment = { ...sampleMoment, blockHash: bytes32(`block ${i}`) };
      return layersAt({ moment }).grove.placement.x < width / 2;
    });
    expect(new Set(sides).size).toBe(2);
  });

  it('goes through the lights of a day', () => {
    const lightAt = (hour: number) => {
      const moment = { ...sampleMoment, timestamp: Date.UTC(2026, 0, 1, hour) / 1000 };
      return evaluateScene({ manifest, seeds, words: first, moment }).light;
    };
    expect([lightAt(0), lightAt(12), lightAt(18)]).toEqual([LIGHTS.dusk, LIGHTS.noon, LIGHTS.gold]);
  });

  it('breathes: the sitter walks a little way and comes back', () => {
    const recipeAt = (step: number) => layersAt({ moment: { ...sampleMoment, step } }).sitter.recipe;
    expect(recipeAt(6)).not.toEqual(recipeAt(0));
    expect(recipeAt(manifest.layers[5]!.walk!.period)).toEqual(recipeAt(0));
  });

  it('is one painting in every state: no layer floats, none shows an edge, nothing is left empty', () => {
    const draw = drawsOf(manifest.title);
    for (let i = 0; i < 200; i++) {
      const { layers } = evaluateScene(randomState(draw, { manifest, seeds }));
      const [ground, ridge, grove, water, , sitter] = layers;
      const edges = (layer: (typeof layers)[number] | undefined) => {
        const { x, y, width: across, height: down } = layer!.placement;
        return { left: x - across / 2, right: x + across / 2, top: y - down / 2, bottom: y + down / 2 };
      };
      expect(edges(ground).top).toBeLessThan(0);
      expect(edges(ground).bottom).toBeGreaterThan(edges(ridge).top);
      for (const layer of [ground, ridge, water, sitter]) {
        expect(edges(layer).left).toBeLessThan(0);
        expect(edges(layer).right).toBeGreaterThan(width);
      }
      for (const layer of [ridge, water, sitter]) expect(edges(layer).bottom).toBeGreaterThan(height);
      // Below the lowest shore that the water paints.
      expect(edges(grove).bottom).toBeGreaterThan(edges(water).top + 0.72 * water!.placement.height);
      expect(ridge!.visible || edges(ground).bottom > height).toBe(true);
    }
  });
});
