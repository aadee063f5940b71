import {
  type Abi,
  type Account,
  BaseError,
  type Chain,
  decodeErrorResult,
  type PublicClient,
  RpcRequestError,
  type TransactionReceipt,
  type Transport,
  type WalletClient,
} from 'viem';
import { TransactionFailed } from '../errors/deployErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';
import { rpcProblem } from './rpcProblem.js';

/** A transaction that is decided and not yet sent. It brings no value with it. */
export interface PlannedTransaction {
  /** In words, for people: "deploying LayerToken". */
  what: string;
  to: Hex;
  data: Hex;
  /** Names what the contract may refuse it with. */
  abi: Abi;
}

/** Whoever signs, on a chain. */
export type Wallet = WalletClient<Transport, Chain, Account>;

/** Milliseconds a transaction may wait for its block. */
const MINED_WITHIN = 600_000;

/**
 * Sends a transaction and waits until it is mined.
 * @throws TransactionFailed when it is refused, mined and reverted, or not mined within ten minutes
 */
export async function sendTransaction(
  client: PublicClient,
  wallet: Wallet,
  { what, to, data, abi }: PlannedTransaction,
): Promise<TransactionReceipt> {
  let problem: string;
  try {
    const hash = await wallet.sendTransaction({ to, data });
    const receipt = await client.waitForTransactionReceipt({ hash, timeout: MINED_WITHIN });
    if (receipt.status === 'success') return receipt;
    problem = 'it reverted';
  } catch (error) {
    problem = refusalOf(error, abi) ?? rpcProblem(error);
  }
  throw new TransactionFailed(hostOf(client), what, problem);
}

/** The contract's own error by its name; null when it was not the contract that refused. */
function refusalOf(error: unknown, abi: Abi): string | null {
  const refused = error instanceof BaseError ? error.walk((cause) => cause instanceof RpcRequestError) : null;
  const data = (refused as RpcRequestError | null)?.data;
  return typeof data === 'string' ? nameOfRevert(data as Hex, abi) : null;
}

/** @param data  what a call reverted with; null when it is none of the contract's errors */
export function nameOfRevert(data: Hex, abi: Abi): string | null {
  try {
    const { errorName, args } = decodeErrorResult({ abi, data });
    return `the contract refuses with ${errorName}(${(args ?? []).join(', ')})`;
  } catch {
    return null;
  }
}
