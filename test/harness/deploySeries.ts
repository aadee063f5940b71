import type { PublicClient } from 'viem';
import { deployContracts } from '../../engine/chain/deployContracts.js';
import { contractsAt } from '../../engine/chain/deployedCode.js';
import { type DeploymentFile, writeDeploymentFile } from '../../engine/chain/deploymentFile.js';
import type { Wallet } from '../../engine/chain/sendTransaction.js';
import type { Hex } from '../../engine/protocol/primitives.js';

/**
 * Deploys a series whose messages are free, unless a fee is given, and writes its deployment file.
 * @param messageFee wei
 */
export async function deploySeries(
  client: PublicClient,
  wallet: Wallet,
  file: string,
  messageFee = 0n,
): Promise<DeploymentFile> {
  const publicUrl = 'https://wall.example';
  const series = { cap: 529, publicUrl, messageFee, messageCooldown: 0 };
  const { deployBlock, ...addresses } = await deployContracts({ client, wallet, series });
  const deployment: DeploymentFile = {
    format: 'pentimento-deployment/1',
    chainId: wallet.chain.id,
    deployBlock,
    artist: wallet.account.address.toLowerCase() as Hex,
    publicUrl,
    contracts: await contractsAt(client, addresses),
  };
  await writeDeploymentFile(file, deployment);
  return deployment;
}
