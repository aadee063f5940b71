import type { Light, Palette } from '../scene/grades.js';
import type { Raster } from '../scene/raster.js';
import type { Scene } from '../scene/scene.js';
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
    const under = [of(rgba, at) / 255, of(rgba, at + 1) / 255, of(rgba, at + 2) / 255] as const;
    rgba.set(
      signColour(under, coverage / 255).map((channel) => channel * 255),
      at,
    );
  }
}

interface Passes {
  /** What the light does, by luminance; null where it leaves everything. */
  lit: Float32Array | null;
  /** What the palette does. */
  bound: Float32Array | null;
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
  const shift = (strength * 4) / GRAIN_UNIT / 255;
  for (let row = 0, at = 0; row < height; row++) {
    const line = (grainCell(row, scene.height, height) % GRAIN_PERIOD) * GRAIN_PERIOD;
    for (let column = 0; column < width; column++, at += 4) {
      let r = of(rgba, at);
      let g = of(rgba, at + 1);
      let b = of(rgba, at + 2);
      if (lit) {
        const level = levelOf(r, g, b);
        r = byte(r * toneAt(lit, level) + toneAt(lit, level + 3));
        g = byte(g * toneAt(lit, level + 1) + toneAt(lit, level + 4));
        b = byte(b * toneAt(lit, level + 2) + toneAt(lit, level + 5));
      }
      if (bound) {
        const level = levelOf(r, g, b);
        r = byte(r * toneAt(bound, level) + toneAt(bound, level + 3));
        g = byte(g * toneAt(bound, level + 1) + toneAt(bound, level + 4));
        b = byte(b * toneAt(bound, level + 2) + toneAt(bound, level + 5));
      }
      if (strength > 0) {
        const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        const moved = shift * y * (255 - y) * (grain[line + (cells[column] as number)] as number);
        r += moved;
        g += moved;
        b += moved;
      }
      rgba[at] = r;
      rgba[at + 1] = g;
      rgba[at + 2] = b;
    }
  }
}

/** Each for one type of array alone: with a second one the engine would ask at every pixel which it is. */
const of = (pixels: Uint8ClampedArray, i: number) => pixels[i] as number;
const toneAt = (table: Float32Array, i: number) => table[i] as number;

const byte = (value: number) => Math.min(255, Math.max(0, value));

/** Where in a table the tone of a colour lies. */
const levelOf = (r: number, g: number, b: number) =>
  (((0.2126 * r + 0.7152 * g + 0.0722 * b) * ((LEVELS - 1) / 255) + 0.5) | 0) * 6;

/** A pass as gain and lift (0…255) of each channel, by luminance; null when it leaves every colour as it is. */
function tableOf(toneOf: (y: number) => Tone): Float32Array | null {
  const table = new Float32Array(LEVELS * 6);
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
