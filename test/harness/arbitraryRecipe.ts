import fc from 'fast-check';
import type { Hex } from '../../engine/protocol/primitives.js';
import { canonicalLatent } from '../../engine/scene/canonicalLatent.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import { AXES, type ImageRecipe, type LatentRecipe, type Recipe } from '../../engine/scene/recipe.js';

const u8 = fc.nat(255);
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/);
const digits = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const step = fc.record({ name, amount: fc.integer({ min: -0x8000, max: 0x7fff }) });

const offset = fc.record({ axis: fc.nat(AXES - 1), amount: fc.integer({ min: -0x8000, max: 0x7fff }) });

/** Any canonical latent recipe. */
export const arbitraryLatent: fc.Arbitrary<LatentRecipe> = fc
  .record({
    kind: fc.constant('latent' as const),
    model: digits,
    class: name,
    seed: digits.map((hex): Hex => `0x${hex}`),
    coarse: u8,
    middle: u8,
    fine: u8,
    partner: u8,
    mix: u8,
    truncation: fc.nat(1500),
    noise: fc.record({ variant: u8, strength: u8 }),
    position: fc.uniqueArray(offset, { selector: ({ axis }) => axis, maxLength: 5 }),
    directions: fc.uniqueArray(step, { selector: (direction) => direction.name, maxLength: 4 }),
  })
  .map(canonicalLatent);

const arbitraryMorph = fc
  .tuple(arbitraryLatent, arbitraryLatent, fc.nat(6))
  .map(([from, to, i]) => morphRecipes(from, { ...to, model: from.model, class: from.class, seed: from.seed })[i])
  .filter((morph) => morph !== undefined);

const arbitraryImage: fc.Arbitrary<ImageRecipe> = digits.map((sha256) => ({ kind: 'image', sha256 }));

/** Any canonical recipe. */
export const arbitraryRecipe: fc.Arbitrary<Recipe> = fc.oneof(arbitraryLatent, arbitraryMorph, arbitraryImage);
