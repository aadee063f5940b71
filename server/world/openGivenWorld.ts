import { checkChain } from '../../engine/chain/checkChain.js';
import { requireContracts } from '../../engine/chain/deployedCode.js';
import { addressesIn } from '../../engine/chain/deploymentFile.js';
import { createRpcClient } from '../../engine/chain/rpcClient.js';
import type { ExternalChain } from '../config/config.js';
import type { World } from './world.js';

/**
 * Checks a chain that somebody else runs.
 * @throws ChainUnreachable, WrongChain, NoContract, NoDeployBlock, WrongContract
 */
export async function openGivenWorld(chain: ExternalChain): Promise<World> {
  const world = givenWorld(chain);
  const client = createRpcClient({ url: chain.rpcUrl });
  await checkChain({ client, chainId: world.chainId, contracts: world, deployBlock: world.deployBlock });
  await requireContracts(client, chain.deployment);
  return world;
}

/** What is known of a chain before it was ever asked. */
export function givenWorld({ rpcUrl, deployment }: ExternalChain): World {
  const { chainId, deployBlock } = deployment;
  return { ...addressesIn(deployment), rpcUrl, chainId, deployBlock, local: false, close: async () => {} };
}
