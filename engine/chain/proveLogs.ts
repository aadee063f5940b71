import type { PublicClient } from 'viem';
import { ChainInconsistent } from '../errors/chainErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { bloomExplained, isEmptyBloom } from './bloom.js';
import type { Asking, Header } from './chainReader.js';
import { type LocatedLog, locateLog, requestLogs } from './locatedLog.js';
import { type Receipt, receiptsRoot } from './receiptsRoot.js';
import { hostOf } from './rpcClient.js';
import { methodUnknown } from './rpcProblem.js';

/** Tells a block's logs, all of them, and proves that none is missing. */
export type ProveLogs = (header: Header) => Promise<LocatedLog[]>;

/**
 * Reads the logs of blocks from their receipts, which must hash to the root in the block's header: a list cut short by
 * a single log does not, even when the bloom says nothing. A bloom has no memory of how often a value was logged.
 *
 * Some chains compute that root in a way of their own (system transactions, receipts that are left out). For a block
 * whose root never fits, receipts and logs are believed when they agree and explain the block's bloom.
 * @throws ChainInconsistent, and what a call throws
 */
export function createLogProver(client: PublicClient, { ask, askOrNull }: Asking): ProveLogs {
  const host = hostOf(client);
  let tellsWholeBlocks = true;
  /** The block whose receipts did not fit its root, and how often in a row. */
  let doubted = { hash: '0x' as Hex, times: 0 };
  /** How many blocks in a row had a root that never fitted. */
  let misfits = 0;

  const receiptsOf = async ({ hash, transactions }: Header): Promise<Receipt[]> => {
    if (tellsWholeBlocks) {
      const told = await askOrNull(
        async () => ({ receipts: await request<Receipt[] | null>(client, 'eth_getBlockReceipts', hash) }),
        methodUnknown,
      );
      if (told?.receipts) return told.receipts;
      if (told)
        throw new ChainInconsistent(host, 'gone-block', `it named block ${hash} and does not know its receipts`);
      tellsWholeBlocks = false;
    }
    const asked = transactions.map((transaction) =>
      ask(() => request<Receipt>(client, 'eth_getTransactionReceipt', transaction)),
    );
    return Promise.all(asked);
  };

  const requireAgreement = async ({ hash, number, logsBloom }: Header, logs: LocatedLog[]) => {
    const told = (await ask(() => requestLogs(client, { blockHash: hash }))).map(locateLog);
    if (JSON.stringify(told) !== JSON.stringify(logs)) {
      throw new ChainInconsistent(host, 'missing-logs', `logs and receipts of block ${number} differ`);
    }
    if (!isEmptyBloom(logsBloom) && !bloomExplained(logsBloom, logs)) {
      throw new ChainInconsistent(host, 'missing-logs', `it withheld logs of block ${number}`);
    }
  };

  return async (header) => {
    const receipts = await receiptsOf(header);
    if (receipts.some((receipt) => receipt?.blockHash !== header.hash)) {
      throw new ChainInconsistent(host, 'foreign-logs', `it told receipts of another block for block ${header.number}`);
    }
    const logs = receipts.flatMap((receipt) => receipt.logs.map(locateLog));
    if (logs.some(({ blockHash, logIndex }, at) => blockHash !== header.hash || logIndex !== at)) {
      throw new ChainInconsistent(
        host,
        'disordered-logs',
        `the logs of block ${header.number} are not counted through`,
      );
    }
    if (receiptsRoot(receipts) === header.receiptsRoot) {
      misfits = 0;
      return logs;
    }
    const isOwnWay = misfits >= MISFITS || receipts.some(({ type }) => Number(type ?? 0) > LAST_STANDARD_TYPE);
    doubted = { hash: header.hash, times: doubted.hash === header.hash ? doubted.times + 1 : 1 };
    if (!isOwnWay && doubted.times < DOUBTS) {
      throw new ChainInconsistent(host, 'missing-logs', `the receipts of block ${header.number} do not fit its root`);
    }
    await requireAgreement(header, logs);
    misfits += 1;
    return logs;
  };
}

/** EIP-7702's, the last transaction type whose receipt is hashed the same way on every chain. */
const LAST_STANDARD_TYPE = 4;

/** A node that withholds now and then does not do it so often in a row. */
const DOUBTS = 12;
/** So many blocks in a row whose root never fits are a chain's own way. */
const MISFITS = 3;

const request = <T>(client: PublicClient, method: string, parameter: Hex): Promise<T> =>
  client.request({ method, params: [parameter] } as never) as Promise<T>;
