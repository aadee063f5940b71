import { Command, InvalidArgumentError } from 'commander';
import { DeploymentFacts } from '../../engine/chain/deploymentFacts.js';
import { addressesIn, readDeploymentFile } from '../../engine/chain/deploymentFile.js';
import { createPainter } from '../../engine/latent/createPainter.js';
import { httpUrl } from '../optionValues.js';
import { createGivenServer } from '../server/givenServer.js';
import { compareWork } from '../verify/compareWork.js';
import { rebuildWork } from '../verify/rebuildWork.js';
import { NoNode } from '../verify/verifyErrors.js';

interface VerifyOptions {
  rpc?: string;
  token: bigint;
  server: string;
  deployment?: string;
  model: string;
  assets: string;
}

/** A difference was found: what a script looks at. */
const EX_DIFFERS = 1;

/** `pentimento verify`: believes nobody but the chain and the model file. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('rebuilds a token and its work from the chain and the model alone, and compares a server with them')
    .option('--rpc <url>', "a node of the chain; the demo world's own when left out", httpUrl)
    .requiredOption('--token <id>', 'work × 65536 + index; of a master every layer is compared', tokenId)
    .option('--server <url>', 'the server to compare', httpUrl, 'http://localhost:3000')
    .option('--deployment <file>', 'where the contracts are; asked of the server when left out')
    .option('--model <folder>', 'the model', 'engine/models/house')
    .option('--assets <folder>', 'the picture files the manifest names, each under its sha256', 'data/assets')
    .action(verify);
}

async function verify({
  rpc: asked,
  token,
  server: url,
  deployment: file,
  model,
  assets,
}: VerifyOptions): Promise<void> {
  const server = createGivenServer(url);
  const given = file ? readDeploymentFile(file) : null;
  const facts: DeploymentFacts = given
    ? { chainId: given.chainId, contracts: addressesIn(given) }
    : await server.json('/api/deployment', DeploymentFacts);
  const { chainId, contracts } = facts;
  const rpcUrl = asked ?? facts.rpcUrl;
  if (!rpcUrl) throw new NoNode();
  console.log(`Chain ${chainId}, LayerToken ${contracts.layerToken}${given ? '' : `, as ${url} says`}.`);

  const work = Number(token >> 16n);
  const rebuilt = await rebuildWork({
    rpcUrl,
    chainId,
    contracts,
    work,
    onProgress: tellProgress,
  });

  const painter = await createPainter({
    modelFolder: model,
    workers: 1,
    script: new URL('../../engine/latent/paintWorker.js', import.meta.url),
    maxQueued: 1,
    patience: PATIENCE,
    now: () => performance.now(),
  });
  try {
    let differences = 0;
    const { layerToken } = contracts;
    const index = Number(token & 0xffffn);
    for await (const finding of compareWork({ rebuilt, index, layerToken, painter, assetFolder: assets, server })) {
      differences += Number(!finding.agrees);
      console.log(`${finding.agrees ? 'same   ' : 'DIFFERS'}  ${finding.what}`);
      if (!finding.agrees) console.log(`         expected ${finding.expected}\n         served   ${finding.served}`);
    }
    console.log(differences === 0 ? 'The server shows what the chain and the model say.' : `${differences} differ.`);
    if (differences > 0) process.exitCode = EX_DIFFERS;
  } finally {
    await painter.close();
  }
}

/** One line, written over and over; a log has no use for it. */
function tellProgress(block: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\rReading the chain: block ${block}\u001b[K\r`);
}

/** Milliseconds for a picture. */
const PATIENCE = 60_000;

function tokenId(text: string): bigint {
  if (!/^\d{1,18}$/.test(text) || BigInt(text) < 1n << 16n) {
    throw new InvalidArgumentError('It must be a token id in decimal digits, such as 65537: work × 65536 + index.');
  }
  return BigInt(text);
}
