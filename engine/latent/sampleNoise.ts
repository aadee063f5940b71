import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Hex } from '../protocol/primitives.js';
import { sampleNormals } from './sampleNormals.js';

/**
 * The noise one input of the synthesis network gets, N(0,1), row by row: `sampleNormals` of (seed ‖ "noise:" ‖ input).
 * It depends on the layer's seed and on nothing a lever moves, so it stands still while a layer is restyled or morphs.
 * @param seed 32 bytes, the layer's seed
 * @param input the input's name
 * @param resolution width and height
 */
export function sampleNoise(seed: Hex, input: string, resolution: number): Float32Array {
  return sampleNormals(concatBytes(hexToBytes(seed.slice(2)), utf8ToBytes(`noise:${input}`)), resolution * resolution);
}
