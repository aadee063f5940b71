import { keccak256, numberToHex, type PublicClient, type RpcBlock } from 'viem';
import { layerTokenAbi } from '../abi/layerToken.gen.js';
import { ChainInconsistent, ChainThrottled, ChainUnreachable, type Inconsistency } from '../errors/chainErrors.js';
import type { BlockRef, Hex } from '../protocol/primitives.js';
import { bloomBitsOf, bloomMayHold, isEmptyBloom } from './bloom.js';
import type { WorkEvent } from './chainEvent.js';
import type { Asking, ChainReader, Header, History } from './chainReader.js';
import { addressesOf, type Contracts } from './checkChain.js';
import { decodeLogs, type LoggedEvent } from './decodeLogs.js';
import { type LocatedLog, locateLog, requestLogs } from './locatedLog.js';
import { createLogProver } from './proveLogs.js';
import { hostOf } from './rpcClient.js';
import { isThrottled, isTimeout, isTooLong, nodeRefused, retryAfterOf, rpcProblem } from './rpcProblem.js';

/**
 * Reads blocks and the contracts' events of a node, and believes no answer that contradicts another.
 * @param turn resolves when the node may be called
 */
export function readChain(client: PublicClient, contracts: Contracts, turn: () => Promise<void>): ChainReader {
  const host = hostOf(client);
  const addresses = addressesOf(contracts);
  const marks = addresses.map(bloomBitsOf);
  const inconsistent = (kind: Inconsistency, problem: string) => new ChainInconsistent(host, kind, problem);

  const askOrNull: Asking['askOrNull'] = async (call, isAnswer) => {
    await turn();
    try {
      return await call();
    } catch (error) {
      if (isThrottled(error)) throw new ChainThrottled(host, retryAfterOf(error));
      if (isAnswer(error)) return null;
      throw new ChainUnreachable(host, rpcProblem(error));
    }
  };
  const ask: Asking['ask'] = (call) => askOrNull(call, () => false) as ReturnType<typeof call>;
  const proveLogs = createLogProver(client, { ask, askOrNull });

  const header = async (method: 'eth_getBlockByNumber' | 'eth_getBlockByHash', which: string): Promise<Header> => {
    const block = await ask(() => requestBlock(client, method, which));
    if (!block) throw inconsistent('gone-block', `it does not know block ${which}`);
    return headerOf(block);
  };
  const blockAt = async (number: number) => {
    const block = await header('eth_getBlockByNumber', numberToHex(number));
    if (block.number !== number) throw inconsistent('wrong-block', `it told block ${block.number} for block ${number}`);
    return block;
  };
  /** Headers and proven logs of a stretch that is being read, so that one answer that fails does not cost all the others. */
  const known = new Map<number, Header>();
  const proven = new Map<Hex, LocatedLog[]>();
  const blocksAt = async (numbers: readonly number[]): Promise<Header[]> => {
    const headers: Header[] = [];
    for (let at = 0; at < numbers.length; at += BLOCKS_AT_ONCE) {
      const asked = numbers.slice(at, at + BLOCKS_AT_ONCE).map(async (number) => {
        const header = known.get(number) ?? (await blockAt(number));
        known.set(number, header);
        return header;
      });
      await Promise.allSettled(asked);
      headers.push(...(await Promise.all(asked)));
    }
    known.clear();
    return headers;
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
      throw inconsistent('manifest', `the manifest of work ${event.work} is not the one its creation announced`);
    }
    return { ...event, manifestBytes: new Uint8Array(manifestBytes) };
  };
  const eventsOf = (logs: readonly LocatedLog[]) => Promise.all(decodeLogs(logs, contracts).map(withManifest));

  /** An empty bloom of a block with transactions says nothing: there are chains that leave it empty. */
  const mayHoldOurs = ({ logsBloom, transactions }: Header) =>
    marks.some((bits) => bloomMayHold(logsBloom, bits)) || (isEmptyBloom(logsBloom) && transactions.length > 0);

  /** The contracts' logs of a block, proven by its header. */
  const ourLogs = async (header: Header): Promise<LocatedLog[]> => {
    if (!mayHoldOurs(header)) return [];
    const logs = await proveLogs(header);
    return logs.filter(({ address }) => addresses.includes(address.toLowerCase() as Hex));
  };

  /** The contracts' logs of a range by block number; null when the node finds the range too long. */
  const logsByBlock = async (from: number, to: number): Promise<Map<number, LocatedLog[]> | null> => {
    const range = { address: addresses, fromBlock: numberToHex(from), toBlock: numberToHex(to) };
    const logs = (await askOrNull(() => requestLogs(client, range), rangeTooLong))?.map(locateLog);
    if (!logs) return null;
    const byBlock = new Map<number, LocatedLog[]>();
    for (const [at, log] of logs.entries()) {
      if (log.blockNumber < from || log.blockNumber > to) {
        throw inconsistent('foreign-logs', `it told logs of block ${log.blockNumber} for blocks ${from} to ${to}`);
      }
      const last = logs[at - 1];
      const isNext = !last || log.blockNumber > last.blockNumber || isAfter(log, last);
      if (!isNext) {
        throw inconsistent('disordered-logs', `it told logs of block ${log.blockNumber} twice or out of order`);
      }
      const block = byBlock.get(log.blockNumber);
      if (block) block.push(log);
      else byBlock.set(log.blockNumber, [log]);
    }
    return byBlock;
  };

  /** The blocks of a stretch, each of which is proven to hold what was told of it, or nothing. */
  const provenHistory = async (headers: readonly Header[], told: Map<number, LocatedLog[]>): Promise<History> => {
    for (let at = 0; at < headers.length; at += PROOFS_AT_ONCE) {
      const asked = headers.slice(at, at + PROOFS_AT_ONCE).map(async (header) => {
        const logs = proven.get(header.hash) ?? (await ourLogs(header));
        proven.set(header.hash, logs);
        if (logs.length === (told.get(header.number)?.length ?? 0)) return;
        throw inconsistent('missing-logs', `it withheld logs of block ${header.number}`);
      });
      await Promise.allSettled(asked);
      await Promise.all(asked);
    }
    proven.clear();
    return historyOf(headers, told);
  };

  const historyOf = async (headers: readonly Header[], told: Map<number, LocatedLog[]>): Promise<History> => {
    const blocks = headers.flatMap((header) => {
      const logs = told.get(header.number);
      return logs ? [{ header, logs }] : [];
    });
    for (const { header, logs } of blocks) {
      if (logs.every(({ blockHash }) => blockHash === header.hash)) continue;
      throw inconsistent('foreign-logs', `it told logs of another block for block ${header.number}`);
    }
    const [first, through] = [headers[0], headers.at(-1)];
    if (!first || !through) throw new RangeError('a stretch of the chain has a block');
    const asked = blocks.map(async ({ header, logs }) => ({ block: refOf(header), events: await eventsOf(logs) }));
    return { first, through: refOf(through), blocks: await Promise.all(asked) };
  };

  return {
    head: () => header('eth_getBlockByNumber', 'latest'),
    async finalized() {
      const block = await askOrNull(() => requestBlock(client, 'eth_getBlockByNumber', 'finalized'), nodeRefused);
      return block && headerOf(block);
    },
    blockAt,
    async blockOf(hash) {
      const block = await header('eth_getBlockByHash', hash);
      if (block.hash !== hash) throw inconsistent('wrong-block', `it told block ${block.hash} for block ${hash}`);
      return block;
    },
    events: async (header) => eventsOf(await ourLogs(header)),
    async history(from, to, isProven) {
      if (from === to) {
        const header = await blockAt(from);
        const logs = await ourLogs(header);
        return historyOf([header], new Map(logs.length > 0 ? [[from, logs]] : []));
      }
      const end = isProven ? null : await blockAt(to);
      const told = await logsByBlock(from, to);
      if (!told) return null;
      if (isProven) {
        const headers = await blocksAt(Array.from({ length: to - from + 1 }, (_, at) => from + at));
        for (const [at, { parentHash }] of headers.entries()) {
          const parent = headers[at - 1];
          if (!parent || parent.hash === parentHash) continue;
          throw inconsistent('fork', `blocks ${from} to ${to} are not of one chain`);
        }
        return provenHistory(headers, told);
      }
      const again = await logsByBlock(from, to);
      if (!again || JSON.stringify([...told]) !== JSON.stringify([...again])) {
        throw inconsistent('missing-logs', `it told other logs of blocks ${from} to ${to} when asked again`);
      }
      const headers = await blocksAt([...new Set([from, ...told.keys(), to])]);
      // Its end stood before the first reading and stands after the last: no fork came between them.
      if (headers.at(-1)?.hash !== end?.hash) {
        throw inconsistent('fork', `block ${to} was replaced while blocks ${from} to ${to} were read`);
      }
      return historyOf(headers, told);
    },
  };
}

/** How many headers are asked for together. */
const BLOCKS_AT_ONCE = 500;
/** Of how many blocks the receipts are: those of a busy chain are megabytes a block. */
const PROOFS_AT_ONCE = 16;

/** The three facts by which the engine names a block. */
export const refOf = ({ number, hash, time }: BlockRef): BlockRef => ({ number, hash, time });

/** As the node tells it: viem's own action formats thirty fields and keeps a key for each call, of which none is used. */
const requestBlock = (client: PublicClient, method: 'eth_getBlockByNumber' | 'eth_getBlockByHash', which: string) =>
  client.request({ method, params: [which, false] } as never) as Promise<RpcBlock | null>;

function headerOf(block: RpcBlock): Header {
  const { number, hash, timestamp, parentHash, logsBloom, receiptsRoot, transactions } = block;
  if (number === null || hash === null || logsBloom === null) {
    throw new TypeError('a mined block has a number, a hash and a bloom');
  }
  const hashes = transactions.filter((transaction) => typeof transaction === 'string');
  const time = Number(timestamp);
  return { number: Number(number), hash, time, parentHash, logsBloom, receiptsRoot, transactions: hashes };
}

/** No node says it the same way, and some say it by not answering. */
const rangeTooLong = (error: unknown) => nodeRefused(error) || isTimeout(error) || isTooLong(error);

/** Whether a log comes later in a block than another. */
const isAfter = (log: LocatedLog, other: LocatedLog) =>
  log.blockNumber === other.blockNumber && log.logIndex > other.logIndex;
