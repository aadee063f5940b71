import type { PublicClient } from 'viem';
import { ChainUnreachable, NoContract, NoDeployBlock, WrongChain } from '../errors/chainErrors.js';
import { EngineError } from '../errors/engineError.js';
import type { BlockRef, Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';
import { rpcProblem } from './rpcProblem.js';

/** The contracts a follower follows. Addresses in lower case. */
export interface Contracts {
  layerToken: Hex;
  featuredMessages: Hex;
  /** Where layers are sold and auctioned; a chain may have neither. */
  layerSale?: Hex;
  reserveAuction?: Hex;
}

export interface ChainPlace {
  client: PublicClient;
  chainId: number;
  contracts: Contracts;
  /** The block that deployed the contracts, or one before it. */
  deployBlock: number;
}

/**
 * Checks that the node serves the chain the works are on.
 * @returns the block of deployment: which chain of that id it is
 * @throws ChainUnreachable, WrongChain, NoContract, NoDeployBlock
 */
export async function checkChain({ client, chainId, contracts, deployBlock }: ChainPlace): Promise<BlockRef> {
  const host = hostOf(client);
  try {
    const [actual, head, ...codes] = await Promise.all([
      client.getChainId(),
      client.getBlock({ blockTag: 'latest' }),
      client.getCode({ address: contracts.layerToken }),
      client.getCode({ address: contracts.featuredMessages }),
    ]);
    if (actual !== chainId) throw new WrongChain(host, chainId, actual);
    if (head.number < deployBlock) throw new NoDeployBlock(host, deployBlock, Number(head.number));
    const [layerToken, featuredMessages] = codes;
    if (!layerToken) throw new NoContract(host, 'LayerToken', contracts.layerToken, chainId);
    if (!featuredMessages) throw new NoContract(host, 'FeaturedMessages', contracts.featuredMessages, chainId);
    const { number, hash, timestamp } = await client.getBlock({ blockNumber: BigInt(deployBlock) });
    return { number: Number(number), hash, time: Number(timestamp) };
  } catch (error) {
    throw error instanceof EngineError ? error : new ChainUnreachable(host, rpcProblem(error));
  }
}
