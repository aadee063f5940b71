import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Hex } from '../protocol/primitives.js';
import { sampleNormals } from './code/sampleNormals.js';

/**
 * The noise one input of the synthesis network gets, N(0,1), row by row: `sampleNormals` of
 * (seed ‖ variant ‖ "noise:" ‖ input). Only the levers of noise move it, so that texture stands still while a layer is
 * restyled or morphs.
 * @param seed 32 bytes, the layer's seed
 * @param variant u8, of the noise
 * @param input the input's name
 * @param resolution width and height
 */
export function sampleNoise(seed: Hex, variant: number, input: string, resolution: number): Float32Array {
  const key = concatBytes(hexToBytes(seed.slice(2)), Uint8Array.of(variant), utf8ToBytes(`noise:${input}`));
  return sampleNormals(key, resolution * resolution);
}
