import type { Hex } from '../protocol/primitives.js';
import type { ChainLog } from './decodeLogs.js';

/** A log and its place on the chain. */
export interface LocatedLog extends ChainLog {
  blockHash: Hex;
  blockNumber: number;
  logIndex: number;
}

export function locateLog(
  log: ChainLog & { blockHash: Hex; blockNumber: bigint | Hex; logIndex: number | Hex },
): LocatedLog {
  const { address, topics, data, blockHash, blockNumber, logIndex } = log;
  return { address, topics, data, blockHash, blockNumber: Number(blockNumber), logIndex: Number(logIndex) };
}
