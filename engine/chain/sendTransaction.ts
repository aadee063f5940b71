import { BaseError, ContractFunctionRevertedError, type PublicClient, type TransactionReceipt } from 'viem';
import { TransactionFailed } from '../errors/deployErrors.js';
import { EngineError } from '../errors/engineError.js';
import type { Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';
import { rpcProblem } from './rpcProblem.js';

/**
 * Sends a transaction and waits until it is mined.
 * @param what  the transaction, in words, for the error
 * @param send  gives the transaction's hash
 * @throws TransactionFailed when it is refused, or mined and reverted
 */
export async function sendTransaction(
  client: PublicClient,
  what: string,
  send: () => Promise<Hex>,
): Promise<TransactionReceipt> {
  try {
    const receipt = await client.waitForTransactionReceipt({ hash: await send() });
    if (receipt.status === 'reverted') throw new TransactionFailed(hostOf(client), what, 'it reverted');
    return receipt;
  } catch (error) {
    throw error instanceof EngineError ? error : new TransactionFailed(hostOf(client), what, problemOf(error));
  }
}

/** The contract's own error by its name, or what went wrong on the way there. */
function problemOf(error: unknown): string {
  const reverted =
    error instanceof BaseError ? error.walk((cause) => cause instanceof ContractFunctionRevertedError) : null;
  const data = (reverted as ContractFunctionRevertedError | null)?.data;
  if (!data) return rpcProblem(error);
  return `the contract refuses with ${data.errorName}(${(data.args ?? []).join(', ')})`;
}
