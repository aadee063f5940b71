import { TransactionNotFoundError, type TransactionReceipt, WaitForTransactionReceiptTimeoutError } from 'viem';
import type { Hex } from '../../../engine/protocol/primitives.js';
import type { ChainClient } from '../chainClient.js';

/** What became of a transaction. */
export type Fate =
  /** `repriced`: the same act, paid more for. */
  | { end: 'mined'; receipt: TransactionReceipt; repriced: boolean }
  /** A transaction to nowhere took its nonce. */
  | { end: 'cancelled' }
  /** Another act took its nonce. */
  | { end: 'replaced' }
  /** The node has known nothing of it at two looks. */
  | { end: 'dropped' };

export interface Waiting {
  client: ChainClient;
  hash: Hex;
  /** Milliseconds between two looks whether the node still knows it. */
  patience: number;
  /** Told when it takes longer than the first of them. */
  onLong: () => void;
}

/** Waits for a transaction for as long as the node knows it, whatever a wallet makes of it meanwhile. */
export async function awaitMined({ client, hash, patience, onLong }: Waiting): Promise<Fate> {
  // Its nonce, while the node still has it: what replaces it is found by that.
  const sent = await client.getTransaction({ hash }).catch(() => null);
  let reason: 'repriced' | 'cancelled' | 'replaced' | null = null;
  for (let missed = 0; missed < 2; ) {
    const waiting = new AbortController();
    try {
      const receipt = await client.waitForTransactionReceipt({
        hash,
        timeout: patience,
        signal: waiting.signal,
        ...(sent && { replacement: sent }),
        onReplaced: (replaced) => {
          reason = replaced.reason;
        },
      });
      if (reason === 'cancelled' || reason === 'replaced') return { end: reason };
      return { end: 'mined', receipt, repriced: reason === 'repriced' };
    } catch (error) {
      if (!(error instanceof WaitForTransactionReceiptTimeoutError)) throw error;
      missed = (await isForgotten(client, hash)) ? missed + 1 : 0;
      onLong();
    } finally {
      // Past its timeout it goes on looking for the transaction.
      waiting.abort();
    }
  }
  return { end: 'dropped' };
}

/** A node that does not answer has forgotten nothing. */
async function isForgotten(client: Waiting['client'], hash: Hex): Promise<boolean> {
  return client.getTransaction({ hash }).then(
    () => false,
    (error) => error instanceof TransactionNotFoundError,
  );
}
