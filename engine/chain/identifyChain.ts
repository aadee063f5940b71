import { layerTokenAbi } from '../abi/layerToken.gen.js';
import { ChainUnreachable, NoDeployBlock } from '../errors/chainErrors.js';
import { EngineError } from '../errors/engineError.js';
import type { BlockRef, Hex } from '../protocol/primitives.js';
import { type ChainPlace, checkChain } from './checkChain.js';
import { hostOf } from './rpcClient.js';
import { rpcProblem } from './rpcProblem.js';

/** Which of the chains that go by one id a node serves. */
export interface ChainIdentity {
  /** The block that deployed the contracts: nothing of the works happened before it. */
  origin: BlockRef;
  /** A hash of the contracts' code. */
  code: Hex;
}

/**
 * Asks a node which chain it serves.
 * @throws ChainUnreachable, WrongChain, NoContract, NoDeployBlock
 */
export async function identifyChain(place: ChainPlace): Promise<ChainIdentity> {
  const { client, contracts } = place;
  const host = hostOf(client);
  const code = await checkChain(place);
  try {
    const [head, deployBlock] = await Promise.all([
      client.getBlock({ blockTag: 'latest' }),
      client.readContract({ address: contracts.layerToken, abi: layerTokenAbi, functionName: 'deployBlock' }),
    ]);
    if (head.number < deployBlock) throw new NoDeployBlock(host, Number(deployBlock), Number(head.number));
    const { number, hash, timestamp } = await client.getBlock({ blockNumber: deployBlock });
    return { origin: { number: Number(number), hash, time: Number(timestamp) }, code };
  } catch (error) {
    throw error instanceof EngineError ? error : new ChainUnreachable(host, rpcProblem(error));
  }
}
