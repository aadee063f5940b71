import { createHash } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { awaitPending } from '../../engine/chain/awaitPending.js';
import { createWork, findWork, planWork, type WorkSetup } from '../../engine/chain/createWork.js';
import { requireContracts } from '../../engine/chain/deployedCode.js';
import { type DeploymentFile, readDeploymentFile } from '../../engine/chain/deploymentFile.js';
import { readModelFacts } from '../../engine/latent/readModelFacts.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifestAgainstModel } from '../../engine/scene/checkManifestAgainstModel.js';
import { boundsOf, firstWord } from '../../engine/scene/leverValue.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { readManifestFile } from '../manifest/readManifestFile.js';
import { confirmTransactions, tellAwaited } from '../signing/confirmTransactions.js';
import { openSession } from '../signing/openSession.js';
import { type SigningOptions, withSigning } from '../signing/signingOptions.js';

interface WorkCreateOptions extends SigningOptions {
  deployment: string;
  model: string;
  entropy?: Hex;
}

/** `pentimento work …`: works on a chain. */
export function workCommand(): Command {
  const work = new Command('work').description('creates works');
  const create = work
    .command('create')
    .description('mints a work: a master and its layers, all of them the artist’s')
    .argument('<manifest>', 'the manifest, a JSON file')
    .requiredOption('--deployment <file>', 'what `pentimento deploy` wrote')
    .option('--model <folder>', 'the model that paints it', 'engine/models/house')
    .option(
      '--entropy <hex>',
      'the 32 bytes its seeds derive from; sha256 of the packed manifest when left out',
      bytes32,
    );
  withSigning(create).action(async (file: string, options: WorkCreateOptions) => {
    const manifest = await readManifestFile(file);
    checkManifestAgainstModel(manifest, await readModelFacts(options.model));
    await mint(manifest, readDeploymentFile(options.deployment), options);
  });
  return work;
}

async function mint(manifest: Manifest, deployment: DeploymentFile, options: WorkCreateOptions): Promise<void> {
  const session = await openSession(options, deployment.chainId);
  const { client, wallet } = session;
  await requireContracts(client, deployment);
  if (!options.dryRun) await awaitPending(client, wallet.account.address, tellAwaited);
  const setup = setupOf(manifest, deployment, wallet.account.address, options.entropy);
  const existing = await findWork(client, setup);
  if (existing !== null) {
    console.log(`The series has this work already.`);
    return printWork(existing, manifest, deployment);
  }
  console.log(`“${manifest.title}”: ${setup.manifestBytes.length} bytes of manifest, entropy ${setup.entropy}.`);
  if (!(await confirmTransactions(session, [planWork(setup)], options))) return;
  printWork(await createWork({ client, wallet, ...setup }), manifest, deployment);
}

function setupOf(manifest: Manifest, { contracts }: DeploymentFile, owner: Hex, entropy: Hex | undefined): WorkSetup {
  const manifestBytes = packManifest(manifest);
  return {
    layerToken: contracts.layerToken.address,
    entropy: entropy ?? `0x${createHash('sha256').update(manifestBytes).digest('hex')}`,
    manifestBytes,
    tokens: [manifest.master, ...manifest.layers].map(({ levers }) => ({
      owner,
      bounds: boundsOf(levers),
      word: firstWord(levers),
    })),
  };
}

function printWork(work: number, { master, layers }: Manifest, { publicUrl }: DeploymentFile): void {
  console.log(`Work ${work}:`);
  for (const [index, { title }] of [master, ...layers].entries()) {
    console.log(`  token ${tokenIdOf(work, index)}  ${index === 0 ? 'master' : `layer ${index}`}, ${title}`);
  }
  console.log(`\n${publicUrl}/screen/${work}`);
}

function bytes32(text: string): Hex {
  if (/^0x[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase() as Hex;
  throw new InvalidArgumentError('It must be 32 bytes: 0x and 64 hex digits.');
}
