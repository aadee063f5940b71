import { concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { Hex } from '../../protocol/primitives.js';
import { sampleNormals } from './sampleNormals.js';

/** How long a latent code z is, in every model. */
export const Z_DIMENSION = 512;

/**
 * The latent code z ~ N(0,1)^512 of a layer's variant: `sampleNormals` of (seed ‖ variant).
 * @param seed 32 bytes, the layer's seed
 * @param variant u8
 */
export function sampleLatent(seed: Hex, variant: number): Float32Array {
  return sampleNormals(concatBytes(hexToBytes(seed.slice(2)), Uint8Array.of(variant)), Z_DIMENSION);
}
