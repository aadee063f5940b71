import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import { ownerOf } from './ownerOf.js';

const seeds: Hex[] = ['0x00', '0x01', '0x02'];
const owners: Hex[] = ['0xartist', '0xcollector', '0xartist'];
const tokens = owners.map((owner, index) => ({ index, owner, word: '0x00' as Hex }));
const snapshot = { state: { tokens } } as unknown as Snapshot;
const latent = (seed: Hex) => ({ kind: 'latent', seed }) as LatentRecipe;
const owned = (recipe: Parameters<typeof ownerOf>[2]) => ownerOf({ seeds }, snapshot, recipe);

test('a preview is counted for who owns the layer now, whose seed it has', () => {
  expect(owned(latent('0x01'))).toBe('0xcollector');
  expect(owned(latent('0x02'))).toBe('0xartist');
  expect(owned({ kind: 'morph', from: latent('0x01'), to: latent('0x01'), step: 1, of: 8 })).toBe('0xcollector');
});

test('nobody owns a seed of no layer, nor an asset', () => {
  expect(owned(latent('0x07'))).toBeNull();
  expect(owned({ kind: 'image', sha256: '00' })).toBeNull();
});
