import { checkChain } from '../../engine/chain/checkChain.js';
import { requireContracts } from '../../engine/chain/deployedCode.js';
import { addressesIn } from '../../engine/chain/deploymentFile.js';
import { createRpcClient } from '../../engine/chain/rpcClient.js';
import { ChainUnreachable } from '../../engine/errors/chainErrors.js';
import type { ExternalChain } from '../config/config.js';
import type { World } from './world.js';

/**
 * Checks a chain that somebody else runs, at the first of its nodes that can be reached.
 * @throws ChainUnreachable, WrongChain, NoContract, WrongContract
 */
export async function openGivenWorld(chain: ExternalChain): Promise<World> {
  const world = givenWorld(chain);
  let unreachable: ChainUnreachable | null = null;
  for (const url of chain.rpcUrls) {
    const client = createRpcClient({ url });
    try {
      await checkChain({ client, chainId: world.chainId, contracts: world });
      await requireContracts(client, chain.deployment);
      return world;
    } catch (error) {
      if (!(error instanceof ChainUnreachable)) throw error;
      unreachable ??= error;
    }
  }
  throw unreachable ?? new RangeError('a chain has at least one node');
}

/** What is known of a chain before it was ever asked. */
export function givenWorld({ rpcUrls, wsUrl, rate, deployment }: ExternalChain): World {
  const { chainId, deployBlock } = deployment;
  return {
    ...addressesIn(deployment),
    rpcUrls,
    wsUrl,
    rate,
    chainId,
    deployBlock,
    local: false,
    close: async () => {},
  };
}
