import type { Light, Palette } from '../scene/grades.js';
import type { Raster } from '../scene/raster.js';
import type { Rgb, Scene } from '../scene/scene.js';
import { GRAIN_PERIOD, GRAIN_UNIT, grainAt, grainCell, grainStrength } from './pass/grain.js';
import { lightTone } from './pass/light.js';
import { paletteTone } from './pass/palette.js';
import { signatureMask, signColour } from './pass/signature.js';
import type { Tone } from './pass/tone.js';

/** Luminances a tone is worked out for: between two of them it moves by less than half of 1/255. */
const LEVELS = 1024;

/**
 * Lays the passes of the whole work over its composed layers, in place: signature, light, palette and grain, each by the
 * formula of its file.
 * @param picture opaque
 */
export function finish(picture: Raster, scene: Scene): void {
  if (scene.signature) sign(picture, scene);
  const { light, palette, grain } = scene;
  const lit = lightTable(light);
  const bound = paletteTable(palette);
  const strength = grainStrength(grain, picture.width / scene.width);
  if (lit || bound || strength > 0) grade(picture, scene, { lit, bound, strength });
}

function sign({ width, height, rgba }: Raster, { signature, ...canvas }: Scene) {
  if (!signature) return;
  const mask = signatureMask(signature, canvas, { width, height });
  for (let i = 0; i < mask.coverage.length; i++) {
    const coverage = mask.coverage[i] as number;
    if (coverage === 0) continue;
    const at = ((mask.y + Math.floor(i / mask.width)) * width + mask.x + (i % mask.width)) * 4;
    const [r, g, b] = rgba.subarray(at, at + 3) as unknown as Rgb;
    const signed = signColour([r / 255, g / 255, b / 255], coverage / 255);
    for (let channel = 0; channel < 3; channel++) rgba[at + channel] = (signed[channel] as number) * 255;
  }
}

interface Passes {
  /** What the light does, by luminance; null where it leaves everything. */
  lit: Float64Array | null;
  /** What the palette does. */
  bound: Float64Array | null;
  /** Of the grain at the picture's size. */
  strength: number;
}

/** Every pixel through light, palette and grain, rounded once. Channels are 0…255 here, as the picture holds them. */
function grade({ width, height, rgba }: Raster, scene: Scene, { lit, bound, strength }: Passes) {
  const cells = Uint16Array.from(
    { length: width },
    (_, column) => grainCell(column, scene.width, width) % GRAIN_PERIOD,
  );
  const grain = grainTile(scene.grain.seed);
  const pixels = new Float64Array(width * 3);
  for (let row = 0; row < height; row++) {
    readRow(rgba, row * width * 4, pixels);
    if (lit) tone(pixels, lit);
    if (bound) tone(pixels, bound);
    if (strength > 0) {
      const line = (grainCell(row, scene.height, height) % GRAIN_PERIOD) * GRAIN_PERIOD;
      weave(pixels, cells, grain.subarray(line, line + GRAIN_PERIOD), strength);
    }
    writeRow(pixels, rgba, row * width * 4);
  }
}

function readRow(rgba: Uint8ClampedArray, at: number, pixels: Float64Array) {
  for (let i = 0, from = at; i < pixels.length; i += 3, from += 4) {
    pixels[i] = rgba[from] as number;
    pixels[i + 1] = rgba[from + 1] as number;
    pixels[i + 2] = rgba[from + 2] as number;
  }
}

function tone(pixels: Float64Array, table: Float64Array) {
  for (let i = 0; i < pixels.length; i += 3) {
    const r = of(pixels, i);
    const g = of(pixels, i + 1);
    const b = of(pixels, i + 2);
    const level = ((luminance(r, g, b) * ((LEVELS - 1) / 255) + 0.5) | 0) * 6;
    pixels[i] = byte(r * of(table, level) + of(table, level + 3));
    pixels[i + 1] = byte(g * of(table, level + 1) + of(table, level + 4));
    pixels[i + 2] = byte(b * of(table, level + 2) + of(table, level + 5));
  }
}

function weave(pixels: Float64Array, cells: Uint16Array, grain: Int16Array, strength: number) {
  const shift = (strength * 4) / GRAIN_UNIT / 255;
  for (let i = 0, column = 0; i < pixels.length; i += 3, column++) {
    const r = of(pixels, i);
    const g = of(pixels, i + 1);
    const b = of(pixels, i + 2);
    const y = luminance(r, g, b);
    const moved = shift * y * (255 - y) * (grain[cells[column] as number] as number);
    pixels[i] = r + moved;
    pixels[i + 1] = g + moved;
    pixels[i + 2] = b + moved;
  }
}

function writeRow(pixels: Float64Array, rgba: Uint8ClampedArray, at: number) {
  for (let i = 0, to = at; i < pixels.length; i += 3, to += 4) {
    rgba[to] = of(pixels, i);
    rgba[to + 1] = of(pixels, i + 1);
    rgba[to + 2] = of(pixels, i + 2);
  }
}

/** For one type of array alone: with a second one the engine would ask at every pixel which it is. */
const of = (values: Float64Array, i: number) => values[i] as number;

const luminance = (r: number, g: number, b: number) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function byte(value: number): number {
  if (value < 0) return 0;
  if (value > 255) return 255;
  return value;
}

/** A pass as gain and lift (0…255) of each channel, by luminance; null when it leaves every colour as it is. */
function tableOf(toneOf: (y: number) => Tone): Float64Array | null {
  const table = new Float64Array(LEVELS * 6);
  let changes = false;
  for (let level = 0; level < LEVELS; level++) {
    const { gain, lift } = toneOf(level / (LEVELS - 1));
    table.set(gain, level * 6);
    table.set([lift[0] * 255, lift[1] * 255, lift[2] * 255], level * 6 + 3);
    changes ||= gain.some((channel) => channel !== 1) || lift.some((channel) => channel !== 0);
  }
  return changes ? table : null;
}

const lightTable = keepLatest((light: Light) => tableOf((y) => lightTone(y, light)));

const paletteTable = keepLatest((palette: Palette) => tableOf((y) => paletteTone(y, palette)));

/** The grain of every cell of a period. */
const grainTile = keepLatest((seed: number) =>
  Int16Array.from({ length: GRAIN_PERIOD ** 2 }, (_, i) =>
    grainAt(i % GRAIN_PERIOD, Math.floor(i / GRAIN_PERIOD), seed),
  ),
);

/** Makes a value once while the same is asked for: stills of one work differ in little. */
function keepLatest<K, V>(make: (from: K) => V): (from: K) => V {
  let kept: { madeFrom: string; value: V } | null = null;
  return (from) => {
    const madeFrom = JSON.stringify(from);
    if (kept?.madeFrom !== madeFrom) kept = { madeFrom, value: make(from) };
    return kept.value;
  };
}
