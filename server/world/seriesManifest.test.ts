import { readModelFacts } from '../../engine/latent/readModelFacts.js';
import { packManifest, unpackManifest } from '../../engine/scene/manifestBytes.js';
import { demoWorks } from './demoWorks.js';
import { PORTRAIT_CLASSES } from './portrait.js';
import { firstOfSeries, SERIES_LAYERS, SERIES_WORKS, seriesEntropy, seriesManifest } from './seriesManifest.js';

const model = {
  name: 'house',
  sha256: 'ab'.repeat(32),
  classes: ['architecture', 'figure', ...PORTRAIT_CLASSES],
  directions: [{ name: 'clouds', class: 'sky' }],
  signature: null,
};
const first = firstOfSeries(model);
const numbers = Array.from({ length: SERIES_WORKS - first + 1 }, (_, i) => first + i);

describe('the demo series', () => {
  it.each([
    ['Genesis and the portrait', model],
    ['Genesis alone', { ...model, classes: [] }],
  ])('fills its cap of 23 × 23 layers after %s', (_, its) => {
    const demo = demoWorks(its).map(({ manifest }) => manifest);
    const series = Array.from({ length: SERIES_WORKS - demo.length }, (_, i) =>
      seriesManifest(its, firstOfSeries(its) + i),
    );
    const layers = [...demo, ...series].map((manifest) => manifest.layers.length);
    expect(layers).toHaveLength(23);
    expect(layers.reduce((sum, count) => sum + count)).toBe(SERIES_LAYERS);
    expect(SERIES_LAYERS).toBe(23 * 23);
  });

  it('can be made with the house model, which reaches less far along some directions', async () => {
    const house = await readModelFacts('engine/models/house');
    const works = Array.from({ length: SERIES_WORKS - firstOfSeries(house) + 1 }, (_, i) => firstOfSeries(house) + i);
    expect(() => works.map((number) => seriesManifest(house, number))).not.toThrow();
  });

  it('has no two works alike, in title, entropy or manifest', () => {
    const works = numbers.map((number) => seriesManifest(model, number));
    expect(new Set(works.map(({ title }) => title)).size).toBe(numbers.length);
    const entropies = [...demoWorks(model).map(({ entropy }) => entropy), ...numbers.map(seriesEntropy)];
    expect(new Set(entropies).size).toBe(SERIES_WORKS);
    const starts = works.map(({ layers }) =>
      JSON.stringify(layers.map(({ levers }) => levers.map((one) => one.default))),
    );
    expect(new Set(starts).size).toBe(numbers.length);
  });

  it('is the same on every machine', () => {
    expect(seriesManifest(model, 7)).toEqual(seriesManifest(model, 7));
    expect(seriesEntropy(2)).toBe('0x3c4745e3014b592c8e28a82197f9f695ceefa86e6d19ecc1d55e520b16bb5641');
  });

  it('fits the chain', () => {
    for (const number of numbers) {
      const packed = packManifest(seriesManifest(model, number));
      expect(packed.length).toBeLessThan(24_576);
      expect(unpackManifest(packed)).toEqual(seriesManifest(model, number));
    }
  });
});
