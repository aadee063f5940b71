import { layerTokenAbi } from '../../../engine/abi/layerToken.gen.js';
import type { Hex } from '../../../engine/protocol/primitives.js';
import type { ChainClient } from '../chainClient.js';

/** Seconds for which a signature is good: a relayer's transaction has come to its block by then. */
const GOOD_FOR = 1_800;

/**
 * What every signature for a token names: the epoch it dies with, when its owner changes or revokes it, and its end.
 * @param now Unix seconds
 * @returns `deadline` in Unix seconds
 */
export async function signatureTerms(client: ChainClient, layerToken: Hex, tokenId: bigint, now: number) {
  const epoch = await client.readContract({
    address: layerToken,
    abi: layerTokenAbi,
    functionName: 'signatureEpochOf',
    args: [tokenId],
  });
  return { epoch, deadline: Math.floor(now) + GOOD_FOR };
}
