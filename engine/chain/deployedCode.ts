import { keccak256, type PublicClient } from 'viem';
import { ChainUnreachable } from '../errors/chainErrors.js';
import { WrongContract } from '../errors/deployErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { CONTRACT_KEYS, CONTRACT_NAMES, type ContractAddresses, forEachContract } from './contractAddresses.js';
import type { DeploymentFile } from './deploymentFile.js';
import { hostOf } from './rpcClient.js';
import { rpcProblem } from './rpcProblem.js';

/**
 * The contracts with the code they have on the chain now, to be written down.
 * @throws ChainUnreachable
 */
export async function contractsAt(
  client: PublicClient,
  addresses: ContractAddresses,
): Promise<DeploymentFile['contracts']> {
  const hashes = await codeHashes(client, addresses);
  return forEachContract((key) => ({ address: addresses[key], codeHash: hashes[key] }));
}

/**
 * That the contracts on a chain are those written down.
 * @throws WrongContract, ChainUnreachable
 */
export async function requireContracts(
  client: PublicClient,
  { contracts }: Pick<DeploymentFile, 'contracts'>,
): Promise<void> {
  const hashes = await codeHashes(
    client,
    forEachContract((key) => contracts[key].address),
  );
  for (const key of CONTRACT_KEYS) {
    const { address, codeHash } = contracts[key];
    if (hashes[key] === codeHash) continue;
    const problem = hashes[key] === NO_CODE ? 'there is no code' : 'its code has another hash';
    throw new WrongContract(hostOf(client), CONTRACT_NAMES[key], address, problem);
  }
}

const NO_CODE = keccak256('0x');

async function codeHashes(client: PublicClient, addresses: ContractAddresses): Promise<ContractAddresses> {
  try {
    const codes = await Promise.all(CONTRACT_KEYS.map((key) => client.getCode({ address: addresses[key] })));
    const hashes = codes.map((code): Hex => keccak256(code ?? '0x'));
    return Object.fromEntries(CONTRACT_KEYS.map((key, i) => [key, hashes[i]])) as ContractAddresses;
  } catch (error) {
    throw new ChainUnreachable(hostOf(client), rpcProblem(error));
  }
}
