import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeRecipe } from './encodeRecipe.js';
import { BLEND_MODES, CORNERS } from './manifest.js';
import type { Rgb } from './rgb.js';
import type { Scene, SceneLayer } from './scene.js';

const FORMAT = 2;

/** What names a scene: the SHA-256 of its canonical bytes, 64 hex digits. Equal for equal scenes and for no others. */
export function sceneHash(scene: Scene): string {
  return bytesToHex(sha256(encodeScene(scene)));
}

/**
 * A scene's canonical bytes; integers are big-endian. A number is its millionths as an i64, a colour each of its three
 * numbers, a truth u8, a text its length as u16 and its UTF-8, something that may be missing u8 whether it is there.
 *
 * | field                                                                                                  |
 * |--------------------------------------------------------------------------------------------------------|
 * | u8 format, 2; u16 width; u16 height; colour background                                                 |
 * | signature, maybe missing: u8 corner as `CORNERS` has them; text formula                                |
 * | light: colours shadows, lights; numbers turn; colour air; number chroma                                |
 * | palette: colours dark, middle, light; number strength                                                  |
 * | grain: number strength; u32 seed                                                                       |
 * | u16 how many layers; then of each, back to front:                                                      |
 * | u16 token; u16 length and bytes of the recipe                                                          |
 * | numbers x, y, width, height, rotation; truth mirror; number fade                                       |
 * | numbers hue, saturation, brightness, contrast; tint, maybe missing: colour                             |
 * | number opacity; u8 blend as `BLEND_MODES` has them; truth visible                                      |
 */
export function encodeScene({
  width,
  height,
  background,
  signature,
  light,
  palette,
  grain,
  layers,
}: Scene): Uint8Array {
  return concatBytes(
    integer(1, FORMAT),
    integer(2, width),
    integer(2, height),
    numbers(...background),
    maybe(signature, ({ corner, formula }) => concatBytes(integer(1, CORNERS.indexOf(corner)), text(formula))),
    numbers(...light.shadows, ...light.lights, ...light.turn, ...light.air, light.chroma),
    numbers(...palette.dark, ...palette.middle, ...palette.light, palette.strength),
    numbers(grain.strength),
    integer(4, grain.seed),
    integer(2, layers.length),
    ...layers.map(encodeLayer),
  );
}

function encodeLayer({ token, recipe, placement, colour, opacity, blend, visible }: SceneLayer): Uint8Array {
  const { x, y, width, height, rotation, mirror, fade } = placement;
  const { hue, saturation, brightness, contrast, tint } = colour;
  const bytes = encodeRecipe(recipe);
  return concatBytes(
    integer(2, token),
    integer(2, bytes.length),
    bytes,
    numbers(x, y, width, height, rotation),
    integer(1, Number(mirror)),
    numbers(fade),
    numbers(hue, saturation, brightness, contrast),
    maybe(tint, (rgb: Rgb) => numbers(...rgb)),
    numbers(opacity),
    integer(1, BLEND_MODES.indexOf(blend)),
    integer(1, Number(visible)),
  );
}

function maybe<T>(value: T | null, encode: (value: T) => Uint8Array): Uint8Array {
  return value === null ? integer(1, 0) : concatBytes(integer(1, 1), encode(value));
}

function numbers(...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, i) => {
    view.setBigInt64(i * 8, BigInt(Math.round(value * 1e6)));
  });
  return new Uint8Array(view.buffer);
}

function text(value: string): Uint8Array {
  const bytes = utf8ToBytes(value);
  return concatBytes(integer(2, bytes.length), bytes);
}

function integer(bytes: 1 | 2 | 4, value: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);
}
