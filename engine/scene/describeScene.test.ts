import { sampleManifest } from '../../test/harness/sampleManifest.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import type { Hex } from '../protocol/primitives.js';
import { describeLayer, describeScene } from './describeScene.js';
import { evaluateScene } from './evaluateScene.js';
import { firstWord } from './leverValue.js';
import type { Scene } from './scene.js';

const manifest = sampleManifest();
const seeds = [0, 1, 2].map((n): Hex => `0x${String(n).repeat(64)}`);
const words = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers));
const scene = evaluateScene({ manifest, words, seeds, moment: sampleMoment });
const withLayer = (index: number, changes: Partial<Scene['layers'][number]>): Scene => ({
  ...scene,
  layers: scene.layers.map((layer, i) => (i === index ? { ...layer, ...changes } : layer)),
});

test('a work is told from back to front, in either language', () => {
  expect(describeScene({ manifest, words, scene }, 'en')).toBe(
    'Sample, a living painting by The house. From back to front: Sky, over the whole canvas; Ridge, bottom centre.',
  );
  expect(describeScene({ manifest, words, scene }, 'de')).toBe(
    'Sample, ein lebendes Gemälde von The house. Von hinten nach vorn: Sky, ein Himmel, über die ganze Leinwand; Ridge, Hügel, unten in der Mitte.',
  );
});

test('what does not show is counted, and told by nobody', () => {
  const told = describeScene({ manifest, words, scene: withLayer(1, { visible: false }) }, 'en');
  expect(told).not.toContain('Ridge');
  expect(told).toMatch(/One layer is hidden\.$/);
  const none = { ...scene, layers: scene.layers.map((layer) => ({ ...layer, opacity: 0 })) };
  expect(describeScene({ manifest, words, scene: none }, 'de')).toContain('Gerade ist keine Ebene zu sehen.');
});

test('a layer is where its lever has moved it, and as faint as it is', () => {
  const moved = withLayer(1, {
    opacity: 0.3,
    placement: { x: 20, y: 20, width: 100, height: 50, rotation: 0, mirror: true, fade: 0 },
  });
  expect(describeLayer({ manifest, words, scene: moved }, 2, 'en')).toBe('Ridge, top left, faint, mirrored');
});

test('a layer that is not there is an error, not an empty sentence', () => {
  expect(() => describeLayer({ manifest, words, scene }, 3, 'en')).toThrow(RangeError);
});
