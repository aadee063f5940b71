import type { Rgb } from '../../scene/rgb.js';
import type { Grain } from '../../scene/scene.js';
import { luminance } from './luminance.js';

/** Cells after which the grain begins again: canvas pixels, across and down. */
export const GRAIN_PERIOD = 256;
/** The strength that a scene calls 1: how far the grain moves a middle tone, of 1. */
const STRONGEST = 0.16;
/** Cells a thread of the weave runs over before it goes under. */
const THREAD = 4;

/**
 * A colour as a grounded canvas takes it: lighter where the weave stands up, darker where it lies deep, most in the
 * middle tones and not at all in black and white.
 * @param cell where on the canvas, whole canvas pixels from the left and from the top
 * @param strength of the grain at the size it is seen at, `grainStrength`
 */
export function grainColour(rgb: Rgb, cell: readonly [number, number], grain: Grain, strength: number): Rgb {
  const shift = grainShift(luminance(rgb), strength) * grainAt(cell[0], cell[1], grain.seed);
  return [unit(rgb[0] + shift), unit(rgb[1] + shift), unit(rgb[2] + shift)];
}

/** How far a unit of grain moves a colour of that luminance. */
export function grainShift(y: number, strength: number): number {
  return (strength * 4 * y * (1 - y)) / GRAIN_UNIT;
}

/** What `grainAt` calls 1. */
export const GRAIN_UNIT = 1024;

/**
 * The grain of a cell, −1024…1024 and about 0 in the mean: a thread of warp and one of weft, whichever lies on top the
 * stronger, and the roughness of the ground. Integers alone, so that every machine and every GPU has the same.
 * @param seed u32
 */
export function grainAt(column: number, row: number, seed: number): number {
  const x = column % GRAIN_PERIOD;
  const y = row % GRAIN_PERIOD;
  const over = (Math.floor(x / THREAD) + Math.floor(y / THREAD)) % 2;
  const warp = noise(x, Math.floor(y / (2 * THREAD)) + GRAIN_PERIOD, seed);
  const weft = noise(Math.floor(x / (2 * THREAD)) + GRAIN_PERIOD, y, seed);
  const ground = noise(x, y, seed);
  return (over === 0 ? warp * 2 + weft : weft * 2 + warp) * 2 + ground * 2 - 1020;
}

/** A byte of a place. The mixing of Murmur3's finaliser, whose avalanche leaves no pattern between neighbours. */
function noise(x: number, y: number, seed: number): number {
  let h = (seed ^ Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) & 255;
}

/**
 * How strong the grain is where one pixel shows several cells: as strong as their mean, so that a thumbnail is of the
 * same painting and not of its noise.
 * @param scale pixels of the picture per canvas pixel
 */
export function grainStrength(grain: Grain, scale: number): number {
  return grain.strength * STRONGEST * Math.min(1, scale);
}

/**
 * The cell of a pixel's centre, along one axis. Whole numbers throughout: at a cell's edge fractions would fall to
 * either side on different machines.
 * @param canvas the canvas's size along the axis, at most 8192
 * @param size the picture's size along the axis, at most 8192
 */
export function grainCell(pixel: number, canvas: number, size: number): number {
  return Math.floor(((2 * pixel + 1) * canvas) / (2 * size));
}

const unit = (value: number) => Math.min(1, Math.max(0, value));

/** The same in GLSL ES 3.00; needs `luminanceGlsl` and highp int. */
export const grainGlsl = `uint grainNoise(uint x, uint y, uint seed) {
  uint h = seed ^ (x * 0x9e3779b1u) ^ (y * 0x85ebca77u);
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return (h ^ (h >> 16)) & 255u;
}
float grainAt(uvec2 cell, uint seed) {
  uint x = cell.x % ${GRAIN_PERIOD}u;
  uint y = cell.y % ${GRAIN_PERIOD}u;
  uint warp = grainNoise(x, y / ${2 * THREAD}u + ${GRAIN_PERIOD}u, seed);
  uint weft = grainNoise(x / ${2 * THREAD}u + ${GRAIN_PERIOD}u, y, seed);
  bool over = (x / ${THREAD}u + y / ${THREAD}u) % 2u == 0u;
  uint threads = over ? warp * 2u + weft : weft * 2u + warp;
  return float(int(threads * 2u + grainNoise(x, y, seed) * 2u) - 1020);
}
/** The cell of a pixel of a picture of that size. */
uvec2 grainCell(uvec2 pixel, uvec2 canvas, uvec2 size) { return (2u * pixel + 1u) * canvas / (2u * size); }
vec3 grainColour(vec3 rgb, uvec2 cell, uint seed, float strength) {
  float y = luminance(rgb);
  return clamp(rgb + strength * 4.0 * y * (1.0 - y) / ${GRAIN_UNIT}.0 * grainAt(cell, seed), 0.0, 1.0);
}`;
