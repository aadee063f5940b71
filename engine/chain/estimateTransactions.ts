import type { PublicClient } from 'viem';
import { ChainUnreachable } from '../errors/chainErrors.js';
import { InsufficientFunds, TransactionFailed } from '../errors/deployErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';
import { nodeRefused, rpcProblem } from './rpcProblem.js';
import { nameOfRevert, type PlannedTransaction } from './sendTransaction.js';

/** What transactions would cost now. A rollup's fee for data is not in it. */
export interface Estimate {
  /** wei that a unit of gas costs at most. */
  gasPrice: bigint;
  /** Of each transaction; null when the node does not simulate (`eth_simulateV1`), and they are simply tried. */
  gas: bigint[] | null;
}

/**
 * Carries out transactions one after another on a copy of the newest state, so that each finds what those before it
 * leave, and nothing is sent.
 * @throws TransactionFailed for the first that would fail, InsufficientFunds, ChainUnreachable
 */
export async function estimateTransactions(
  client: PublicClient,
  from: Hex,
  planned: readonly PlannedTransaction[],
): Promise<Estimate> {
  const [gasPrice, gas, balance] = await Promise.all([
    ask(client, () => priceOf(client)),
    simulate(client, from, planned),
    ask(client, () => client.getBalance({ address: from })),
  ]);
  const cost = (gas ?? []).reduce((sum, one) => sum + one, 0n) * gasPrice;
  if (balance < cost) throw new InsufficientFunds(hostOf(client), from, balance, cost);
  return { gasPrice, gas };
}

async function priceOf(client: PublicClient): Promise<bigint> {
  const { baseFeePerGas } = await client.getBlock();
  // Chains from before EIP-1559 have a price and no base fee.
  if (baseFeePerGas === null) return client.getGasPrice();
  return (await client.estimateFeesPerGas()).maxFeePerGas;
}

/** Each in a block of its own: together they may be more than one holds. */
async function simulate(
  client: PublicClient,
  account: Hex,
  planned: readonly PlannedTransaction[],
): Promise<bigint[] | null> {
  if (planned.length === 0) return [];
  const blocks = planned.map(({ to, data }) => ({ calls: [{ account, to, data }] }));
  const simulated = await client.simulateBlocks({ blocks }).catch((error) => {
    if (nodeRefused(error)) return null;
    throw new ChainUnreachable(hostOf(client), rpcProblem(error));
  });
  return (
    simulated?.map(({ calls: [call] }, i) => {
      const { what, abi } = planned[i] as PlannedTransaction;
      if (call?.status === 'success') return call.gasUsed;
      throw new TransactionFailed(hostOf(client), what, nameOfRevert(call?.data ?? '0x', abi) ?? 'it would revert');
    }) ?? null
  );
}

async function ask<T>(client: PublicClient, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new ChainUnreachable(hostOf(client), rpcProblem(error));
  }
}
