import { recipeHash } from './encodeRecipe.js';
import { rasterName, readRasterName } from './rasterName.js';
import { FIRST_SIDE, LARGE_SIDE } from './rasterSide.js';
import type { Recipe } from './recipe.js';

const recipe: Recipe = { kind: 'image', sha256: 'ab'.repeat(32) };
const hash = recipeHash(recipe);

test('a raster is named by its recipe, and by its side where that is not the first', () => {
  expect(rasterName(recipe, FIRST_SIDE)).toBe(hash);
  expect(rasterName(recipe, LARGE_SIDE)).toBe(`${hash}-1024`);
  for (const side of [FIRST_SIDE, LARGE_SIDE]) expect(readRasterName(rasterName(recipe, side))).toEqual({ hash, side });
});

test.each([
  '',
  'sky',
  `${hash}-256`,
  `${hash}-512`,
  `${hash}-2048`,
  `${hash}-1024-1024`,
  `${hash}-01024`,
  `${hash}-1024/..`,
  `${hash}-1024\n`,
  `../${hash}`,
  hash.toUpperCase(),
])('%j names none', (text) => {
  expect(readRasterName(text)).toBeNull();
});
