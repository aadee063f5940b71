import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseEther } from 'viem';
import { awaitPending } from '../../engine/chain/awaitPending.js';
import { CONTRACT_KEYS, CONTRACT_NAMES } from '../../engine/chain/contractAddresses.js';
import { type DeploymentPlan, deployBlockOf, planDeployment } from '../../engine/chain/deployContracts.js';
import { contractsAt } from '../../engine/chain/deployedCode.js';
import { type DeploymentFile, readDeploymentFile, writeDeploymentFile } from '../../engine/chain/deploymentFile.js';
import { sendTransaction } from '../../engine/chain/sendTransaction.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { requireWritable } from '../files/requireWritable.js';
import { httpUrl, wholeNumber, wholeNumberFrom } from '../optionValues.js';
import { confirmTransactions, tellAwaited } from '../signing/confirmTransactions.js';
import { openSession, type Session } from '../signing/openSession.js';
import { type SigningOptions, withSigning } from '../signing/signingOptions.js';

interface DeployCommandOptions extends SigningOptions {
  publicUrl: string;
  out: string;
  chainId?: number;
  cap: number;
  messageFee: bigint;
  messageCooldown: number;
}

/** Seconds. What is deployed cannot be changed, so that a slip of a digit is refused. */
const YEAR = 31_536_000;

/** `pentimento deploy`: the contracts of a series, on any EVM chain. */
export function deployCommand(): Command {
  const deploy = new Command('deploy')
    .description(
      'deploys the contracts of a series, or what an earlier run left of it, and writes the file the server reads',
    )
    .requiredOption('--public-url <url>', 'where the server that shows the series is reached', httpUrl)
    .option('--out <file>', 'the deployment file to write', 'deployment.json')
    .option('--chain-id <id>', 'refuse any other chain', wholeNumber)
    .option('--cap <layers>', 'how many layers the series may ever have', wholeNumberFrom(1, 1_000_000), 529)
    .addOption(
      new Option('--message-fee <coins>', "what a featured message costs, in the chain's coin")
        .argParser(coins)
        .default(parseEther('0.001'), '0.001'),
    )
    .option('--message-cooldown <seconds>', 'between two messages of one token', wholeNumberFrom(0, YEAR), 30);
  return withSigning(deploy).action(async (options: DeployCommandOptions) => {
    await requireWritable(options.out);
    // A file of another chain is not written over.
    const earlier = existsSync(options.out) ? readDeploymentFile(options.out) : null;
    const session = await openSession(options, options.chainId ?? earlier?.chainId);
    await deploySeries(session, options);
  });
}

async function deploySeries(session: Session, options: DeployCommandOptions): Promise<void> {
  const { client, wallet } = session;
  const artist = wallet.account.address;
  if (!options.dryRun) await awaitPending(client, artist, tellAwaited);
  const series = {
    cap: options.cap,
    messageFee: options.messageFee,
    messageCooldown: options.messageCooldown,
    publicUrl: options.publicUrl.replace(/\/+$/, ''),
  };
  const plan = await planDeployment(client, artist, series);
  const { transactions } = plan;
  if (transactions.length === 0) console.log('Everything is deployed already.');
  else if (!(await confirmTransactions(session, transactions, options))) return printAddresses(plan);
  for (const [i, transaction] of transactions.entries()) {
    const { blockNumber } = await sendTransaction(client, wallet, transaction);
    console.log(`${i + 1}/${transactions.length} ${transaction.what}: mined in block ${blockNumber}`);
  }
  const deployment: DeploymentFile = {
    format: 'pentimento-deployment/1',
    chainId: wallet.chain.id,
    deployBlock: await deployBlockOf(client, plan.addresses),
    artist: artist.toLowerCase() as Hex,
    publicUrl: series.publicUrl,
    contracts: await contractsAt(client, plan.addresses),
  };
  await writeDeploymentFile(options.out, deployment);
  printAddresses(plan);
  console.log(`\nWritten to ${options.out}. To follow it: RPC_URL=… DEPLOYMENT=${options.out} npm start`);
}

function printAddresses({ addresses }: DeploymentPlan): void {
  console.log();
  for (const key of CONTRACT_KEYS) console.log(`  ${CONTRACT_NAMES[key].padEnd(16)}  ${addresses[key]}`);
}

function coins(text: string): bigint {
  if (/^\d+(\.\d{1,18})?$/.test(text)) return parseEther(text);
  throw new InvalidArgumentError('It must be a number such as 0.001.');
}
