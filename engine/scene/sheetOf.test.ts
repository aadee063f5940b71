import { sampleManifest } from '../../test/harness/sampleManifest.js';
import { sampleMoment } from '../../test/harness/sampleMoment.js';
import type { Hex } from '../protocol/primitives.js';
import { evaluateScene } from './evaluateScene.js';
import { firstWord } from './leverValue.js';
import { sheetColumns, sheetOf } from './sheetOf.js';

const manifest = sampleManifest();
const seeds = [0, 1, 2].map((n): Hex => `0x${String(n).repeat(64)}`);
const words = [manifest.master, ...manifest.layers].map(({ levers }) => firstWord(levers));
const scene = evaluateScene({ manifest, words, seeds, moment: sampleMoment });

test('every layer has a cell of its own, hidden ones too, and fits into it', () => {
  const hidden = { ...scene, layers: scene.layers.map((layer) => ({ ...layer, visible: false, opacity: 0 })) };
  const sheet = sheetOf(hidden);
  expect(sheet).toMatchObject({ width: 512, height: 256 });
  expect(sheet.layers.map(({ placement }) => placement)).toEqual([
    { x: 128, y: 128, width: 256, height: 256, rotation: 0, mirror: false, fade: 0 },
    { x: 384, y: 128, width: 256, height: 256, rotation: 0, mirror: false, fade: 0 },
  ]);
  expect(sheet.layers.every(({ visible, opacity, blend }) => visible && opacity === 1 && blend === 'normal')).toBe(
    true,
  );
});

test('a picture that is not square is shown whole', () => {
  const image = { ...scene.layers[1]!, recipe: { kind: 'image', sha256: 'ab'.repeat(32) } as const };
  expect(sheetOf({ ...scene, layers: [image] }).layers[0]?.placement).toMatchObject({ width: 256, height: 128 });
});

test.each([
  [1, 1],
  [2, 2],
  [7, 3],
  [24, 5],
  [64, 8],
])('%d layers lie %d side by side', (layers, columns) => {
  expect(sheetColumns(layers)).toBe(columns);
});
