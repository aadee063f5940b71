import { packManifest, unpackManifest } from '../../engine/scene/manifestBytes.js';
import { GENESIS_ENTROPY, genesisManifest } from './genesis.js';
import { SERIES_WORKS, seriesEntropy, seriesLayers, seriesManifest } from './seriesManifest.js';

const model = {
  name: 'house',
  sha256: 'ab'.repeat(32),
  directions: [{ name: 'clouds', class: 'sky' }],
};
const numbers = Array.from({ length: SERIES_WORKS - 1 }, (_, i) => i + 2);

describe('the demo series', () => {
  it('fills its cap of 23 × 23 layers, Genesis among them', () => {
    const layers = numbers.map((number) => seriesManifest(model, number).layers.length);
    expect(layers).toEqual(numbers.map(seriesLayers));
    expect(layers.reduce((sum, count) => sum + count, genesisManifest(model).layers.length)).toBe(23 * 23);
  });

  it('has no two works alike, in title, entropy or manifest', () => {
    const works = numbers.map((number) => seriesManifest(model, number));
    expect(new Set(works.map(({ title }) => title)).size).toBe(numbers.length);
    expect(new Set([GENESIS_ENTROPY, ...numbers.map(seriesEntropy)]).size).toBe(SERIES_WORKS);
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
