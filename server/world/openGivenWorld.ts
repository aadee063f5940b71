import { BaseError, ContractFunctionRevertedError, ContractFunctionZeroDataError, type PublicClient } from 'viem';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { checkChain } from '../../engine/chain/checkChain.js';
import { createRpcClient, hostOf } from '../../engine/chain/rpcClient.js';
import { rpcProblem } from '../../engine/chain/rpcProblem.js';
import { ChainUnreachable } from '../../engine/errors/chainErrors.js';
import type { GivenChain, World } from './world.js';
import { WrongContract } from './worldErrors.js';

/**
 * Checks a chain that somebody else runs.
 * @throws ChainUnreachable, WrongChain, NoContract, WrongContract
 */
export async function openGivenWorld(chain: GivenChain): Promise<World> {
  const { rpcUrl, chainId, layerToken, featuredMessages } = chain;
  const client = createRpcClient({ url: rpcUrl });
  await checkChain({ client, chainId, contracts: { layerToken, featuredMessages }, deployBlock: 0 });
  const [deployBlock, itsToken] = await Promise.all([
    read(client, 'LayerToken', layerToken, () =>
      client.readContract({ address: layerToken, abi: layerTokenAbi, functionName: 'deployBlock' }),
    ),
    read(client, 'FeaturedMessages', featuredMessages, () =>
      client.readContract({ address: featuredMessages, abi: featuredMessagesAbi, functionName: 'layerToken' }),
    ),
  ]);
  if (itsToken.toLowerCase() !== layerToken) {
    const problem = `its messages are for the tokens of ${itsToken.toLowerCase()}, not of ${layerToken}`;
    throw new WrongContract(hostOf(client), 'FeaturedMessages', featuredMessages, problem);
  }
  return {
    rpcUrl,
    chainId,
    layerToken,
    featuredMessages,
    deployBlock: Number(deployBlock),
    local: false,
    close: async () => {},
  };
}

/** A call that the node carries out and the contract does not understand says that it is another contract. */
async function read<T>(client: PublicClient, contract: string, address: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const misunderstood = error instanceof BaseError && error.walk(isMisunderstanding) !== null;
    if (misunderstood) throw new WrongContract(hostOf(client), contract, address, 'it does not answer as one');
    throw new ChainUnreachable(hostOf(client), rpcProblem(error));
  }
}

function isMisunderstanding(error: unknown): boolean {
  return error instanceof ContractFunctionRevertedError || error instanceof ContractFunctionZeroDataError;
}
