import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { Hex } from '../protocol/primitives.js';

/**
 * The 32 bytes from which a layer's latent codes derive, as `LayerToken.seedOf` computes them on chain:
 * `keccak256(abi.encodePacked(contract, entropy, tokenId))`. Known before a work is minted, so anyone can preview a
 * layer before buying it and verify it after.
 * @param contract the LayerToken's address, 20 bytes
 * @param entropy the artist's 32 bytes for the work
 */
export function layerSeed(contract: Hex, entropy: Hex, tokenId: bigint): Hex {
  const token = tokenId.toString(16).padStart(64, '0');
  const packed = concatBytes(hexToBytes(contract.slice(2)), hexToBytes(entropy.slice(2)), hexToBytes(token));
  return `0x${bytesToHex(keccak_256(packed))}`;
}
