import { keccak256, type PublicClient } from 'viem';
import { ChainUnreachable, NoContract, WrongChain } from '../errors/chainErrors.js';
import { EngineError } from '../errors/engineError.js';
import type { Hex } from '../protocol/primitives.js';
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
}

export const addressesOf = (contracts: Contracts): Hex[] => named(contracts).map(([, address]) => address);

/**
 * Checks that the node serves the chain the works are on.
 * @returns a hash of the contracts' code
 * @throws ChainUnreachable, WrongChain, NoContract
 */
export async function checkChain({ client, chainId, contracts }: ChainPlace): Promise<Hex> {
  const host = hostOf(client);
  try {
    const [actual, ...codes] = await Promise.all([
      client.getChainId(),
      ...addressesOf(contracts).map((address) => client.getCode({ address })),
    ]);
    if (actual !== chainId) throw new WrongChain(host, chainId, actual);
    for (const [at, [name, address]] of named(contracts).entries()) {
      if (!codes[at]) throw new NoContract(host, name, address, chainId);
    }
    return keccak256(Buffer.from(codes.join()));
  } catch (error) {
    throw error instanceof EngineError ? error : new ChainUnreachable(host, rpcProblem(error));
  }
}

function named({ layerToken, featuredMessages, layerSale, reserveAuction }: Contracts): [string, Hex][] {
  const all: [string, Hex | undefined][] = [
    ['LayerToken', layerToken],
    ['FeaturedMessages', featuredMessages],
    ['LayerSale', layerSale],
    ['ReserveAuction', reserveAuction],
  ];
  return all.filter((contract): contract is [string, Hex] => contract[1] !== undefined);
}
