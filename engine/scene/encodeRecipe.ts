import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { RecipeError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import {
  AXES,
  type AxisOffset,
  type DirectionStep,
  type ImageRecipe,
  type LatentRecipe,
  type LayerRecipe,
  MORPH_STEPS,
  type MorphRecipe,
  type Recipe,
} from './recipe.js';

const FORMAT = 2;
const LATENT = 0;
const MORPH = 1;
const IMAGE = 2;
const MAX_TRUNCATION = 1500;
const SHA256 = /^[0-9a-f]{64}$/;
const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * A recipe's canonical bytes; integers are big-endian.
 *
 * | bytes | field                                                   |
 * |-------|---------------------------------------------------------|
 * | 1     | format, 2                                               |
 * | 1     | kind: 0 latent, 1 morph, 2 image                        |
 * | …     | latent: one body. Morph: u8 step, then `from`, `to`.    |
 * |       | Image: 32 bytes, the sha256 of its file                 |
 *
 * A latent body:
 *
 * | bytes | field                                                   |
 * |-------|---------------------------------------------------------|
 * | 32    | model, sha256 of its model.json                         |
 * | 32    | seed                                                    |
 * | 1 + n | class: length, ASCII                                    |
 * | 5     | coarse, middle, fine, partner, mix                      |
 * | 2     | truncation                                              |
 * | 2     | noise: variant, strength                                |
 * | 1     | how many axes; then of each:                            |
 * | 1     | axis                                                    |
 * | 2     | amount, two's complement                                |
 * | 1     | how many directions; then of each:                      |
 * | 1 + n | name: length, ASCII                                     |
 * | 2     | amount, two's complement                                |
 *
 * One recipe has one byte string: axes ascend and directions ascend by name and none is 0, the partner is 0 where nothing
 * is mixed and the variant of the noise where none is drawn, and a morph's ends are of one layer, `from` the one whose body is smaller (the way back goes through the same pictures).
 * `evaluateScene` and `morphRecipes` give such recipes.
 * @throws RecipeError when the recipe is not canonical or a field is out of its range
 */
export function encodeRecipe(recipe: Recipe): Uint8Array {
  if (recipe.kind === 'latent') return concatBytes(bytes(FORMAT, LATENT), latentBody(recipe));
  if (recipe.kind === 'image') return concatBytes(bytes(FORMAT, IMAGE), imageBody(recipe));
  const mistake = morphMistake(recipe);
  if (mistake) throw new RecipeError(mistake);
  return concatBytes(bytes(FORMAT, MORPH, recipe.step), latentBody(recipe.from), latentBody(recipe.to));
}

/**
 * The recipe of canonical bytes, for bytes from anywhere.
 * @throws RecipeError on bytes that `encodeRecipe` would not give
 */
export function decodeRecipe(encoded: Uint8Array): Recipe {
  const reader = createReader(encoded);
  if (reader.u8() !== FORMAT) throw new RecipeError(`its format is not ${FORMAT}`);
  const recipe = readRecipe(reader);
  if (reader.left() > 0) throw new RecipeError(`${reader.left()} bytes follow its end`);
  encodeRecipe(recipe);
  return recipe;
}

/** What names a recipe's raster: the SHA-256 of its canonical bytes, 64 hex digits. */
export function recipeHash(recipe: Recipe): string {
  return bytesToHex(sha256(encodeRecipe(recipe)));
}

/** Orders recipes by their canonical bytes: below 0 when a comes first. */
export function compareRecipes(a: LayerRecipe, b: LayerRecipe): number {
  const [x, y] = [bytesToHex(encodeRecipe(a)), bytesToHex(encodeRecipe(b))];
  return x < y ? -1 : Number(x > y);
}

function latentBody(recipe: LatentRecipe): Uint8Array {
  const mistake = latentMistake(recipe);
  if (mistake) throw new RecipeError(mistake);
  const { coarse, middle, fine, partner, mix, noise, position, directions } = recipe;
  return concatBytes(
    hexToBytes(recipe.model),
    hexToBytes(recipe.seed.slice(2)),
    named(recipe.class),
    bytes(coarse, middle, fine, partner, mix),
    u16(recipe.truncation),
    bytes(noise.variant, noise.strength),
    bytes(position.length),
    ...position.flatMap(({ axis, amount }) => [bytes(axis), u16(amount & 0xffff)]),
    bytes(directions.length),
    ...directions.flatMap(({ name, amount }) => [named(name), u16(amount & 0xffff)]),
  );
}

function imageBody({ sha256 }: ImageRecipe): Uint8Array {
  if (!SHA256.test(sha256)) throw new RecipeError('its image is not a sha256');
  return hexToBytes(sha256);
}

function latentMistake(recipe: LatentRecipe): string | null {
  if (!SHA256.test(recipe.model)) return 'its model is not a sha256';
  if (!/^0x[0-9a-f]{64}$/.test(recipe.seed)) return 'its seed is not 32 bytes';
  if (!NAME.test(recipe.class)) return 'its class is not a name';
  const codes = [recipe.coarse, recipe.middle, recipe.fine, recipe.partner, recipe.mix];
  if (!codes.every((code) => isWithin(code, 0, 255))) return 'a band, the partner or the mix is not a u8';
  if (recipe.mix === 0 && recipe.partner !== 0) return 'it names a partner and mixes nothing of it';
  if (!isWithin(recipe.truncation, 0, MAX_TRUNCATION))
    return `its truncation is not 0 to ${MAX_TRUNCATION} thousandths`;
  if (!isWithin(recipe.noise.variant, 0, 255) || !isWithin(recipe.noise.strength, 0, 255))
    return 'its noise is not two u8';
  if (recipe.noise.strength === 0 && recipe.noise.variant !== 0)
    return 'it names a field of noise and draws none of it';
  return positionMistake(recipe.position) ?? directionsMistake(recipe.directions);
}

function positionMistake(position: readonly AxisOffset[]): string | null {
  for (const [i, { axis, amount }] of position.entries()) {
    if (!isWithin(axis, 0, AXES - 1)) return `axis ${axis} is not 0 to ${AXES - 1}`;
    if (!isWithin(amount, -0x8000, 0x7fff)) return `the offset along axis ${axis} is not an i16`;
    if (amount === 0) return `the offset along axis ${axis} is 0`;
    const before = position[i - 1];
    if (before && before.axis >= axis) return 'its axes do not ascend';
  }
  return null;
}

function directionsMistake(directions: readonly DirectionStep[]): string | null {
  if (directions.length > 255) return 'it has more than 255 directions';
  for (const [i, { name, amount }] of directions.entries()) {
    if (!NAME.test(name)) return 'a direction is not a name';
    if (!isWithin(amount, -0x8000, 0x7fff)) return `the step along ${name} is not an i16`;
    if (amount === 0) return `the step along ${name} is 0`;
    const before = directions[i - 1];
    if (before && before.name >= name) return 'its directions do not ascend';
  }
  return null;
}

function morphMistake({ from, to, step, of }: MorphRecipe): string | null {
  if (of !== MORPH_STEPS) return `it is not cut into ${MORPH_STEPS} steps`;
  if (!isWithin(step, 1, MORPH_STEPS - 1)) return `its step is not 1 to ${MORPH_STEPS - 1}`;
  if (from.model !== to.model || from.class !== to.class || from.seed !== to.seed) return 'its ends are of two layers';
  if (compareRecipes(from, to) >= 0) return 'its ends are not in ascending order';
  return null;
}

interface Reader {
  u8(): number;
  u16(): number;
  hex(length: number): string;
  text(length: number): string;
  left(): number;
}

function createReader(source: Uint8Array): Reader {
  let offset = 0;
  const take = (length: number) => {
    if (offset + length > source.length) throw new RecipeError(`it ends after ${source.length} bytes, too soon`);
    offset += length;
    return source.subarray(offset - length, offset);
  };
  const integer = (length: number) => take(length).reduce((value, byte) => value * 256 + byte, 0);
  return {
    u8: () => integer(1),
    u16: () => integer(2),
    hex: (length) => bytesToHex(take(length)),
    text: (length) => String.fromCharCode(...take(length)),
    left: () => source.length - offset,
  };
}

function readRecipe(reader: Reader): Recipe {
  const kind = reader.u8();
  if (kind === LATENT) return readLatent(reader);
  if (kind === IMAGE) return { kind: 'image', sha256: reader.hex(32) };
  if (kind !== MORPH) throw new RecipeError(`its kind ${kind} does not exist`);
  const step = reader.u8();
  return { kind: 'morph', from: readLatent(reader), to: readLatent(reader), step, of: MORPH_STEPS };
}

function readLatent(reader: Reader): LatentRecipe {
  return {
    kind: 'latent',
    model: reader.hex(32),
    seed: `0x${reader.hex(32)}` as Hex,
    class: reader.text(reader.u8()),
    coarse: reader.u8(),
    middle: reader.u8(),
    fine: reader.u8(),
    partner: reader.u8(),
    mix: reader.u8(),
    truncation: reader.u16(),
    noise: { variant: reader.u8(), strength: reader.u8() },
    position: Array.from({ length: reader.u8() }, () => ({ axis: reader.u8(), amount: signed(reader.u16()) })),
    directions: Array.from({ length: reader.u8() }, () => readDirection(reader)),
  };
}

function readDirection(reader: Reader): DirectionStep {
  const name = reader.text(reader.u8());
  return { name, amount: signed(reader.u16()) };
}

const bytes = (...values: number[]) => Uint8Array.from(values);

const signed = (value: number) => (value << 16) >> 16;

const u16 = (value: number) => bytes(value >> 8, value & 0xff);

const named = (name: string) => concatBytes(bytes(name.length), utf8ToBytes(name));

const isWithin = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;
