import { formatGwei, formatUnits } from 'viem';
import { type Estimate, estimateTransactions } from '../../engine/chain/estimateTransactions.js';
import type { PlannedTransaction } from '../../engine/chain/sendTransaction.js';
import { askYes } from './ask.js';
import type { Session } from './openSession.js';
import { NotConfirmed } from './signingErrors.js';
import type { SigningOptions } from './signingOptions.js';

/**
 * Prints what is to be sent and what it costs, and asks whether to.
 * @returns whether it shall be sent: false for a dry run
 * @throws NotConfirmed, NoTerminal, and what estimateTransactions throws
 */
export async function confirmTransactions(
  { client, wallet }: Session,
  planned: readonly PlannedTransaction[],
  { dryRun, yes }: SigningOptions,
): Promise<boolean> {
  const { account, chain } = wallet;
  console.log(`On ${chain.name} (chain ${chain.id}), signed by ${account.address}:\n`);
  const estimate = await estimateTransactions(client, account.address, planned);
  for (const line of table(planned, estimate, chain.nativeCurrency.symbol)) console.log(line);
  if (dryRun) {
    console.log('\nA dry run: nothing was sent.');
    return false;
  }
  console.log();
  if (!yes && !(await askYes('Send?', '--yes to send without asking, or --dry-run'))) throw new NotConfirmed();
  return true;
}

/** What somebody is told who waits for what an earlier run sent. */
export function tellAwaited(count: number): void {
  console.log(`Waiting for ${count === 1 ? 'a transaction' : `${count} transactions`} of an earlier run to be mined.`);
}

function table(planned: readonly PlannedTransaction[], { gas, gasPrice }: Estimate, symbol: string): string[] {
  const price = `${Number(formatGwei(gasPrice)).toPrecision(3)} gwei a unit at most`;
  const cost = (units: bigint) => `${Number(formatUnits(units * gasPrice, 18)).toPrecision(3)} ${symbol}`;
  const width = Math.max(...planned.map(({ what }) => what.length), 'together'.length);
  const row = (what: string, units: bigint | undefined) => {
    const figures = units === undefined ? 'gas unknown until sent' : `${units.toLocaleString('en')} gas`.padStart(16);
    return `  ${what.padEnd(width)}  ${figures}${units === undefined ? '' : `  ${cost(units)}`}`;
  };
  const rows = planned.map(({ what }, i) => row(what, gas?.[i]));
  if (!gas)
    return [...rows, `\n  ${price}. This node does not simulate (eth_simulateV1), so that the sum is not known.`];
  return [
    ...rows,
    row(
      'together',
      gas.reduce((sum, one) => sum + one, 0n),
    ),
    `\n  ${price}.`,
  ];
}
