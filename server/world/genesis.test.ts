import { checkManifestAgainstModel } from '../../engine/scene/checkManifestAgainstModel.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import { firstWord } from '../../engine/scene/leverValue.js';
import { packManifest, unpackManifest } from '../../engine/scene/manifestBytes.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import { genesisManifest } from './genesis.js';

const classes = ['sky', 'celestial', 'ridge', 'water', 'architecture', 'flora', 'figure'];
const model = {
  name: 'house',
  sha256: 'ab'.repeat(32),
  classes,
  directions: [
    { name: 'snow', class: 'ridge' },
    { name: 'snow', class: 'sky' },
    { name: 'halo', class: 'figure' },
  ],
  axes: 32,
  signature: null,
};

describe('Genesis', () => {
  const manifest = genesisManifest(model);

  it('has a layer of every class, back to front', () => {
    expect(manifest.layers.map(({ picture }) => picture.kind === 'latent' && picture.class)).toEqual(classes);
  });

  it('offers the directions its model has and no others', () => {
    expect(() => checkManifestAgainstModel(manifest, model)).not.toThrow();
    const bound = manifest.layers.flatMap(({ levers }) => levers.map(({ bind }) => bind));
    expect(bound.filter((bind) => bind.startsWith('latent.direction.'))).toEqual([
      'latent.direction.snow',
      'latent.direction.halo',
    ]);
  });

  it('can be painted by a model without directions', () => {
    const bare = genesisManifest({ ...model, directions: [] });
    for (const { levers } of bare.layers) expect(levers.length).toBeGreaterThanOrEqual(6);
  });

  it('starts with the blends and opacities its layers name', () => {
    const words = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers));
    const seeds = words.map(() => `0x${'00'.repeat(32)}` as const);
    const { layers, light, palette } = evaluateScene({ manifest, words, seeds, moment: sampleMoment });
    expect(layers.map(({ blend, opacity }) => ({ blend, opacity }))).toEqual(
      manifest.layers.map(({ blend, opacity }) => ({ blend, opacity })),
    );
    expect(layers.every(({ visible }) => visible)).toBe(true);
    expect([light, palette]).toEqual([LIGHTS.noon, PALETTES.neutral]);
  });

  it('fits the chain with room to spare', () => {
    const packed = packManifest(manifest);
    expect(packed.length).toBeLessThan(4096);
    expect(unpackManifest(packed)).toEqual(manifest);
  });
});
