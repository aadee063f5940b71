import { checkManifestAgainstModel } from '../../engine/scene/checkManifestAgainstModel.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import { firstWord } from '../../engine/scene/leverValue.js';
import type { Placement } from '../../engine/scene/scene.js';
import { randomState } from '../../test/harness/randomWork.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import { drawsOf } from './drawsOf.js';
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
  signature: 'log σ(D(x))',
};

const top = ({ y, height }: Placement) => y - height / 2;
const bottom = ({ y, height }: Placement) => y + height / 2;
const left = ({ x, width }: Placement) => x - width / 2;
const right = ({ x, width }: Placement) => x + width / 2;

describe('Genesis', () => {
  const manifest = genesisManifest(model);
  const { width, height } = manifest.canvas;
  const seeds = [manifest.master, ...manifest.layers].map(() => `0x${'00'.repeat(32)}` as const);

  it('has a layer of every class, back to front', () => {
    expect(manifest.layers.map(({ picture }) => picture.kind === 'latent' && picture.class)).toEqual([
      'sky',
      'celestial',
      'ridge',
      'architecture',
      'water',
      'flora',
      'figure',
    ]);
  });

  it('offers the directions its model has and no others', () => {
    expect(() => checkManifestAgainstModel(manifest, model)).not.toThrow();
    const bound = manifest.layers.flatMap(({ levers }) => levers.map(({ bind }) => bind));
    expect(bound.filter((bind) => bind.startsWith('latent.direction.'))).toEqual([
      'latent.direction.snow',
      'latent.direction.halo',
    ]);
  });

  it('is signed only with a model that has a signature', () => {
    const signs = ({ master }: typeof manifest) => master.levers.some(({ bind }) => bind === 'work.signature');
    expect([signs(manifest), signs(genesisManifest({ ...model, signature: null }))]).toEqual([true, false]);
  });

  it('starts in golden light, its layers as the manifest says', () => {
    const words = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers));
    const { layers, light, palette, grain } = evaluateScene({ manifest, words, seeds, moment: sampleMoment });
    expect(layers.map(({ blend, opacity }) => ({ blend, opacity }))).toEqual(
      manifest.layers.map(({ blend, opacity }) => ({ blend, opacity })),
    );
    expect([light, palette, grain.strength]).toEqual([LIGHTS.gold, PALETTES.neutral, 0.25]);
  });

  it('is one painting in every state: no layer floats, none shows an edge, nothing is left empty', () => {
    const draw = drawsOf('Genesis');
    for (let i = 0; i < 200; i++) {
      const { layers } = evaluateScene(randomState(draw, { manifest, seeds }));
      expect(layers.every(({ visible, opacity }) => visible && opacity >= 0.6)).toBe(true);
      const places = layers.map(({ placement }) => placement);
      const [sky, celestial, ridge, castle, water, tree, figure] = places as [Placement, ...Placement[]] &
        Record<number, Placement>;
      for (const broad of [sky, ridge, water]) {
        expect(left(broad!)).toBeLessThan(0);
        expect(right(broad!)).toBeGreaterThan(width);
      }
      expect(top(sky)).toBeLessThan(0);
      // Whatever shore the water has, something opaque is behind it and below it.
      expect(bottom(sky)).toBeGreaterThan(top(ridge!));
      expect(bottom(ridge!)).toBeGreaterThan(height);
      expect(bottom(water!)).toBeGreaterThan(height);
      expect(celestial!.y).toBeLessThan(top(water!) + 0.3 * water!.height);
      expect(celestial!.x).toBeGreaterThan(0.2 * width);
      expect(celestial!.x).toBeLessThan(0.8 * width);
      // What stands free fades before its picture ends; the castle's foot is behind the water.
      for (const { fade } of [celestial!, castle!, tree!, figure!]) expect(fade).toBeGreaterThan(0.05);
      expect(bottom(castle!)).toBeGreaterThan(top(water!) + 0.6 * water!.height);
      // Farther off than tree and figure, which leave the canvas below.
      expect(bottom(castle!)).toBeLessThan(height - 100);
      expect(bottom(tree!)).toBeGreaterThan(height);
      expect(bottom(figure!)).toBeGreaterThan(height);
      expect(figure!.x - tree!.x).toBeGreaterThan(0.4 * width);
    }
  });
});
