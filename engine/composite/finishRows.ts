import type { Light, Palette } from '../scene/grades.js';
import type { Scene, Signature } from '../scene/scene.js';
import { GRAIN_PERIOD, GRAIN_UNIT, grainAt, grainCell, grainStrength } from './pass/grain.js';
import { lightTone } from './pass/light.js';
import { paletteTone } from './pass/palette.js';
import { type SignatureMask, signatureMask, signColour } from './pass/signature.js';
import type { Tone } from './pass/tone.js';

/** Luminances a tone is worked out for: between two of them it moves by less than half of 1/255. */
const LEVELS = 1024;

/** Finishes a row of a picture in place: red, green and blue of its pixels, 0…1. */
export type FinishRow = (pixels: Float64Array, row: number) => void;

/**
 * The passes of the whole work as they fall on a picture of that size, row by row: signature, light, palette and grain,
 * each by the formula of its file.
 */
export function finishRows(scene: Scene, { width, height }: { width: number; height: number }): FinishRow {
  const mask = maskOf({ signature: scene.signature, canvas: sizeOf(scene), picture: { width, height } });
  const lit = lightTable(scene.light);
  const bound = paletteTable(scene.palette);
  const strength = grainStrength(scene.grain, width / scene.width);
  const grain = grainTile(scene.grain.seed);
  const cells = Uint16Array.from(
    { length: width },
    (_, column) => grainCell(column, scene.width, width) % GRAIN_PERIOD,
  );
  return (pixels, row) => {
    if (mask) sign(pixels, mask, row - mask.y);
    if (lit) tone(pixels, lit);
    if (bound) tone(pixels, bound);
    if (strength > 0) {
      const line = (grainCell(row, scene.height, height) % GRAIN_PERIOD) * GRAIN_PERIOD;
      weave(pixels, cells, grain.subarray(line, line + GRAIN_PERIOD), strength);
    }
  };
}

/** @param line of the mask; beyond it nothing is signed */
function sign(pixels: Float64Array, { x, width, height, coverage }: SignatureMask, line: number) {
  if (line < 0 || line >= height) return;
  for (let column = 0; column < width; column++) {
    const covered = coverage[line * width + column] as number;
    if (covered === 0) continue;
    const i = (x + column) * 3;
    pixels.set(signColour([of(pixels, i), of(pixels, i + 1), of(pixels, i + 2)], covered / 255), i);
  }
}

function tone(pixels: Float64Array, table: Float64Array) {
  for (let i = 0; i < pixels.length; i += 3) {
    const r = of(pixels, i);
    const g = of(pixels, i + 1);
    const b = of(pixels, i + 2);
    const level = ((luminance(r, g, b) * (LEVELS - 1) + 0.5) | 0) * 6;
    pixels[i] = unit(r * of(table, level) + of(table, level + 3));
    pixels[i + 1] = unit(g * of(table, level + 1) + of(table, level + 4));
    pixels[i + 2] = unit(b * of(table, level + 2) + of(table, level + 5));
  }
}

function weave(pixels: Float64Array, cells: Uint16Array, grain: Int16Array, strength: number) {
  const shift = (strength * 4) / GRAIN_UNIT;
  for (let i = 0, column = 0; i < pixels.length; i += 3, column++) {
    const r = of(pixels, i);
    const g = of(pixels, i + 1);
    const b = of(pixels, i + 2);
    const y = luminance(r, g, b);
    const moved = shift * y * (1 - y) * (grain[cells[column] as number] as number);
    pixels[i] = r + moved;
    pixels[i + 1] = g + moved;
    pixels[i + 2] = b + moved;
  }
}

/** For one type of array alone: with a second one the engine would ask at every pixel which it is. */
const of = (values: Float64Array, i: number) => values[i] as number;

const luminance = (r: number, g: number, b: number) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function unit(value: number): number {
  if (value < 0) return 0;
  if (value > 1) return 1;
  return value;
}

/** A pass as gain and lift of each channel, by luminance; null when it leaves every colour as it is. */
function tableOf(toneOf: (y: number) => Tone): Float64Array | null {
  const table = new Float64Array(LEVELS * 6);
  let changes = false;
  for (let level = 0; level < LEVELS; level++) {
    const { gain, lift } = toneOf(level / (LEVELS - 1));
    table.set(gain, level * 6);
    table.set(lift, level * 6 + 3);
    changes ||= gain.some((channel) => channel !== 1) || lift.some((channel) => channel !== 0);
  }
  return changes ? table : null;
}

const lightTable = keepLatest((light: Light) => tableOf((y) => lightTone(y, light)));

const paletteTable = keepLatest((palette: Palette) => tableOf((y) => paletteTone(y, palette)));

const maskOf = keepLatest(({ signature, canvas, picture }: Signing) =>
  signature ? signatureMask(signature, canvas, picture) : null,
);

interface Signing {
  signature: Signature | null;
  canvas: { width: number; height: number };
  picture: { width: number; height: number };
}

const sizeOf = ({ width, height }: Scene) => ({ width, height });

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
