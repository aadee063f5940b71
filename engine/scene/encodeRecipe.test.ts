import fc from 'fast-check';
import { arbitraryLatent, arbitraryRecipe } from '../../test/harness/arbitraryRecipe.js';
import { RecipeError } from '../errors/sceneErrors.js';
import { decodeRecipe, encodeRecipe, recipeHash } from './encodeRecipe.js';
import { morphRecipes } from './morphRecipes.js';
import type { LatentRecipe, LayerRecipe, Recipe } from './recipe.js';
import { recipeOfQuery, recipeUrl } from './recipeUrl.js';

const latent: LatentRecipe = {
  kind: 'latent',
  model: '11'.repeat(32),
  class: 'sky',
  seed: `0x${'22'.repeat(32)}`,
  coarse: 1,
  middle: 2,
  fine: 3,
  partner: 4,
  mix: 5,
  truncation: 800,
  noise: { variant: 6, strength: 7 },
  position: [
    { axis: 0, amount: -2 },
    { axis: 31, amount: 1024 },
  ],
  directions: [
    { name: 'age', amount: -1 },
    { name: 'warmth', amount: 256 },
  ],
};

/** The recipe of bytes, or null when they are refused; any other error is a fault. */
function decoded(bytes: Uint8Array): Recipe | null {
  try {
    return decodeRecipe(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(RecipeError);
    return null;
  }
}

describe('a recipe', () => {
  it('S-19: has the bytes its table says', () => {
    const hex = Buffer.from(encodeRecipe(latent)).toString('hex');
    const position = '02' + '00fffe' + '1f0400';
    const names = '02' + '03616765ffff' + '067761726d7468' + '0100';
    expect(hex).toBe(`0200${'11'.repeat(32)}${'22'.repeat(32)}03736b79${'0102030405'}0320${'0607'}${position}${names}`);
  });

  it('S-19: comes back from its bytes', () => {
    fc.assert(fc.property(arbitraryRecipe, (recipe) => expect(decodeRecipe(encodeRecipe(recipe))).toEqual(recipe)));
  });

  it('is another, or none, once a bit of its bytes flips', () => {
    fc.assert(
      fc.property(arbitraryRecipe, fc.nat(), fc.integer({ min: 0, max: 7 }), (recipe, at, bit) => {
        const bytes = encodeRecipe(recipe);
        const i = at % bytes.length;
        bytes[i] = bytes[i]! ^ (1 << bit);
        const other = decoded(bytes);
        if (other) expect(recipeHash(other)).not.toBe(recipeHash(recipe));
      }),
    );
  });

  it('is refused, and nothing worse, when its bytes are noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom([], [2, 0], [2, 1, 4], [2, 2]), (noise, head) => {
        const bytes = Uint8Array.from([...head, ...noise]);
        const recipe = decoded(bytes);
        if (recipe) expect(encodeRecipe(recipe)).toEqual(bytes);
      }),
    );
  });

  it('is refused when a byte is missing or follows', () => {
    const bytes = encodeRecipe(latent);
    expect(() => decodeRecipe(bytes.subarray(0, -1))).toThrow(/too soon/);
    expect(() => decodeRecipe(Uint8Array.from([...bytes, 0]))).toThrow(/1 bytes follow/);
  });

  it.each<[string, Partial<LatentRecipe>]>([
    ['a partner without a mix', { mix: 0 }],
    ['a direction of 0', { directions: [{ name: 'age', amount: 0 }] }],
    ['directions out of order', { directions: [...latent.directions].reverse() }],
    ['a direction twice', { directions: [latent.directions[0]!, latent.directions[0]!] }],
    ['an offset of 0', { position: [{ axis: 0, amount: 0 }] }],
    ['axes out of order', { position: [...latent.position].reverse() }],
    ['an axis twice', { position: [latent.position[0]!, latent.position[0]!] }],
    ['an axis no class has', { position: [{ axis: 32, amount: 1 }] }],
    ['a field of noise that is not drawn', { noise: { variant: 1, strength: 0 } }],
    ['a truncation beyond 1.5', { truncation: 1501 }],
    ['a band beyond a u8', { fine: 256 }],
    ['a band that is no integer', { fine: 0.5 }],
    ['an upper-case seed', { seed: `0x${'AA'.repeat(32)}` }],
    ['a class that is no name', { class: 'Sky' }],
  ])('S-19: is refused with %s', (_, part) => {
    expect(() => encodeRecipe({ ...latent, ...part })).toThrow(RecipeError);
  });
});

describe('morphRecipes', () => {
  const other = { ...latent, coarse: 9 };

  it('S-22: gives seven pictures in the order they are shown', () => {
    expect(morphRecipes(latent, other).map(({ from, step }) => [from.coarse, step])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((step) => [1, step]),
    );
  });

  it('S-22: goes back through the same pictures', () => {
    fc.assert(
      fc.property(arbitraryLatent, arbitraryLatent, (a, b) => {
        const to = { ...b, model: a.model, class: a.class, seed: a.seed };
        expect(morphRecipes(to, a)).toEqual(morphRecipes(a, to).reverse());
      }),
    );
  });

  it.each<[string, LayerRecipe]>([
    ['itself', { ...latent }],
    ['one of another class', { ...latent, class: 'ridge' }],
    ['an image', { kind: 'image', sha256: '44'.repeat(32) }],
  ])('S-22: gives none between a style and %s', (_, to) => {
    expect(morphRecipes(latent, to)).toEqual([]);
    expect(morphRecipes(to, latent)).toEqual([]);
  });

  it.each<[string, (morph: ReturnType<typeof morphRecipes>[number]) => Recipe]>([
    ['step 0', (morph) => ({ ...morph, step: 0 })],
    ['its last step', (morph) => ({ ...morph, step: 8 })],
    ['another count of steps', (morph) => ({ ...morph, of: 16 })],
    ['its ends swapped', (morph) => ({ ...morph, from: morph.to, to: morph.from })],
    ['ends of two seeds', (morph) => ({ ...morph, to: { ...morph.to, seed: `0x${'33'.repeat(32)}` } })],
  ])('makes pictures that are refused with %s', (_, spoil) => {
    expect(() => encodeRecipe(spoil(morphRecipes(latent, other)[0]!))).toThrow(RecipeError);
  });
});

describe("a raster's URL", () => {
  const url = new URL(recipeUrl(7, latent), 'http://localhost');

  it('names the recipe by hash and carries it', () => {
    expect(url.pathname).toBe(`/api/works/7/rasters/${recipeHash(latent)}.png`);
    expect(recipeOfQuery(url.searchParams.get('recipe') ?? '')).toEqual(latent);
  });

  it('carries any recipe', () => {
    fc.assert(
      fc.property(arbitraryRecipe, (recipe) => {
        const query = new URL(recipeUrl(1, recipe), 'http://localhost').searchParams.get('recipe');
        expect(recipeOfQuery(query ?? '')).toEqual(recipe);
      }),
    );
  });

  it.each(['', 'A', '====', 'a b', 'AQAé', `${url.searchParams.get('recipe')}=`])('refuses the text %p', (text) => {
    expect(() => recipeOfQuery(text)).toThrow(RecipeError);
  });
});
