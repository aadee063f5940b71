import { keccak256, type PublicClient } from 'viem';
import { layerTokenAbi } from '../abi/layerToken.gen.js';
import { ChainInconsistent, ChainUnreachable } from '../errors/chainErrors.js';
import type { BlockRef, Hex } from '../protocol/primitives.js';
import { bloomExplained, bloomMayHold } from './bloom.js';
import type { BlockEvents, WorkEvent } from './chainEvent.js';
import type { Contracts } from './checkChain.js';
import { type ChainLog, decodeLogs, type LoggedEvent } from './decodeLogs.js';
import { hostOf } from './rpcClient.js';
import { nodeRefused, rpcProblem } from './rpcProblem.js';

/** A block as its header states it. */
export interface Header extends BlockRef {
  parentHash: Hex;
  logsBloom: Hex;
}

/** What the follower asks of a node. Every answer is checked; each method throws ChainUnreachable or ChainInconsistent. */
export interface ChainReader {
  head(): Promise<Header>;
  /** The newest block that the node calls final; null when it has no such notion. */
  finalized(): Promise<BlockRef | null>;
  blockAt(number: number): Promise<Header>;
  blockOf(hash: Hex): Promise<Header>;
  /** The events of a block. */
  events(header: Header): Promise<WorkEvent[]>;
  /** The blocks of a settled range that carry events; null when the node finds the range too long. */
  history(from: number, to: number): Promise<BlockEvents[] | null>;
}

/** Reads blocks and the contracts' events of a node, and believes no answer that contradicts another. */
export function readChain(client: PublicClient, contracts: Contracts): ChainReader {
  const host = hostOf(client);
  const { layerToken, featuredMessages, layerSale, reserveAuction } = contracts;
  const addresses = [layerToken, featuredMessages, layerSale, reserveAuction].filter(
    (address) => address !== undefined,
  );

  const ask = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw isNotFound(error) ? inconsistent(host, 'a block it named is gone') : unreachable(host, error);
    }
  };
  const blockAt = async (number: number) => {
    const block = headerOf(await ask(() => client.getBlock({ blockNumber: BigInt(number) })));
    if (block.number !== number) throw inconsistent(host, `it told block ${block.number} for block ${number}`);
    return block;
  };

  /** The works' manifests are not in the logs; they are written once, so the newest state tells them as well as any. */
  const withManifest = async (event: LoggedEvent): Promise<WorkEvent> => {
    if (event.type !== 'workCreated') return event;
    const manifest = await ask(() =>
      client.readContract({
        address: contracts.layerToken,
        abi: layerTokenAbi,
        functionName: 'manifestOf',
        args: [BigInt(event.work)],
      }),
    );
    const manifestBytes = Buffer.from(manifest.slice(2), 'hex');
    if (keccak256(manifestBytes) !== event.manifestHash) {
      throw inconsistent(host, `the manifest of work ${event.work} is not the one its creation announced`);
    }
    return { ...event, manifestBytes: new Uint8Array(manifestBytes) };
  };
  const blockOfLogs = async (logs: LocatedLog[]): Promise<BlockEvents> => {
    const number = logs[0]?.blockNumber ?? 0;
    const [block, events] = await Promise.all([blockAt(number), eventsOf(logs)]);
    requireBlock(host, logs, block);
    return { block: refOf(block), events };
  };
  const eventsOf = (logs: readonly ChainLog[]) => Promise.all(decodeLogs(logs, contracts).map(withManifest));

  return {
    head: async () => headerOf(await ask(() => client.getBlock({ blockTag: 'latest' }))),
    async finalized() {
      try {
        return headerOf(await client.getBlock({ blockTag: 'finalized' }));
      } catch (error) {
        if (isNotFound(error) || nodeRefused(error)) return null;
        throw unreachable(host, error);
      }
    },
    blockAt,
    async blockOf(hash) {
      const block = headerOf(await ask(() => client.getBlock({ blockHash: hash })));
      if (block.hash !== hash) throw inconsistent(host, `it told block ${block.hash} for block ${hash}`);
      return block;
    },
    async events(header) {
      // A bloom that may hold the contracts can prove that nothing was withheld, but only against all of a block's logs.
      const mayHold = addresses.some((address) => bloomMayHold(header.logsBloom, address));
      const address = mayHold ? undefined : addresses;
      const logs = (await ask(() => client.getLogs({ blockHash: header.hash, address }))).map(logOf);
      requireOrder(host, logs);
      requireBlock(host, logs, header);
      if (mayHold && !bloomExplained(header.logsBloom, logs)) {
        throw inconsistent(host, `it withheld logs of block ${header.number}`);
      }
      return eventsOf(logs);
    },
    async history(from, to) {
      let logs: LocatedLog[];
      try {
        const range = { fromBlock: BigInt(from), toBlock: BigInt(to) };
        logs = (await client.getLogs({ address: addresses, ...range })).map(logOf);
      } catch (error) {
        if (from < to && nodeRefused(error)) return null;
        throw unreachable(host, error);
      }
      requireOrder(host, logs);
      const groups = groupByBlock(logs);
      const blocks: BlockEvents[] = [];
      for (let at = 0; at < groups.length; at += BLOCKS_AT_ONCE) {
        blocks.push(...(await Promise.all(groups.slice(at, at + BLOCKS_AT_ONCE).map(blockOfLogs))));
      }
      return blocks;
    },
  };
}

/** How many headers of a settled range are asked for together. */
const BLOCKS_AT_ONCE = 500;

/** The three facts by which the engine names a block. */
export const refOf = ({ number, hash, time }: BlockRef): BlockRef => ({ number, hash, time });

interface LocatedLog extends ChainLog {
  blockHash: Hex;
  blockNumber: number;
  logIndex: number;
}

interface RpcBlock {
  number: bigint | null;
  hash: Hex | null;
  timestamp: bigint;
  parentHash: Hex;
  logsBloom: Hex | null;
}

function headerOf({ number, hash, timestamp, parentHash, logsBloom }: RpcBlock): Header {
  if (number === null || hash === null || logsBloom === null)
    throw new TypeError('a mined block has a number and hash');
  return { number: Number(number), hash, time: Number(timestamp), parentHash, logsBloom };
}

function logOf(log: ChainLog & { blockHash: Hex; blockNumber: bigint; logIndex: number }): LocatedLog {
  const { address, topics, data, blockHash, blockNumber, logIndex } = log;
  return { address, topics, data, blockHash, blockNumber: Number(blockNumber), logIndex };
}

/** Logs come in the order of the chain, none twice. */
function requireOrder(host: string, logs: readonly LocatedLog[]): void {
  for (const [at, log] of logs.entries()) {
    const last = logs[at - 1];
    if (!last || log.blockNumber > last.blockNumber) continue;
    if (log.blockNumber < last.blockNumber || log.logIndex <= last.logIndex) {
      throw inconsistent(host, `it told logs of block ${log.blockNumber} twice or out of order`);
    }
  }
}

function requireBlock(host: string, logs: readonly LocatedLog[], { number, hash }: Header): void {
  if (logs.every(({ blockHash }) => blockHash === hash)) return;
  throw inconsistent(host, `it told logs of another block for block ${number}`);
}

/** Runs of logs of one block. */
function groupByBlock(logs: readonly LocatedLog[]): LocatedLog[][] {
  const groups: LocatedLog[][] = [];
  for (const log of logs) {
    const last = groups.at(-1);
    if (last?.[0]?.blockNumber === log.blockNumber) last.push(log);
    else groups.push([log]);
  }
  return groups;
}

const inconsistent = (host: string, problem: string) => new ChainInconsistent(host, problem);

const unreachable = (host: string, error: unknown) => new ChainUnreachable(host, rpcProblem(error));

/** viem's word for an answer of `null`. */
const isNotFound = (error: unknown) => error instanceof Error && error.name === 'BlockNotFoundError';
