import { setTimeout } from 'node:timers/promises';
import type { PublicClient } from 'viem';
import { TransactionsPending } from '../errors/deployErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';

/** Milliseconds between two looks. */
const LOOK = 1000;
/** How often it is looked before somebody must see to it. */
const LOOKS = 300;

/**
 * Waits until the node holds nothing of the account that is sent and not mined, so that what an interrupted run sent is
 * not sent again.
 * @param report  hears once how many are awaited, when any are
 * @throws TransactionsPending after five minutes
 */
export async function awaitPending(client: PublicClient, account: Hex, report: (count: number) => void): Promise<void> {
  for (let look = 0; ; look++) {
    const [mined, sent] = await Promise.all([
      client.getTransactionCount({ address: account, blockTag: 'latest' }),
      client.getTransactionCount({ address: account, blockTag: 'pending' }),
    ]);
    if (sent <= mined) return;
    if (look === 0) report(sent - mined);
    if (look === LOOKS) throw new TransactionsPending(hostOf(client), account, sent - mined);
    await setTimeout(LOOK);
  }
}
