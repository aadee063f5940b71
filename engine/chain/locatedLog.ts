import type { PublicClient } from 'viem';
import type { Hex } from '../protocol/primitives.js';
import type { ChainLog } from './decodeLogs.js';
import type { ReceiptLog } from './receiptsRoot.js';

/** A log and its place on the chain. */
export interface LocatedLog extends ChainLog {
  blockHash: Hex;
  blockNumber: number;
  logIndex: number;
}

export function locateLog({ address, topics, data, blockHash, blockNumber, logIndex }: ReceiptLog): LocatedLog {
  return { address, topics, data, blockHash, blockNumber: Number(blockNumber), logIndex: Number(logIndex) };
}

/** Which logs are asked for: those of one block, or of some contracts in a range. */
export type LogFilter = { blockHash: Hex } | { address: readonly Hex[]; fromBlock: Hex; toBlock: Hex };

/** As the node tells them: viem's own action makes of each a second object with fields that nobody reads. */
export const requestLogs = (client: PublicClient, filter: LogFilter) =>
  client.request({ method: 'eth_getLogs', params: [filter] } as never) as Promise<ReceiptLog[]>;
