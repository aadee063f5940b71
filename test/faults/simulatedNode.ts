import {
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  HttpRequestError,
  type PublicClient,
  RpcRequestError,
  TimeoutError,
  toHex,
} from 'viem';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { Receipt, ReceiptLog } from '../../engine/chain/receiptsRoot.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { Draw } from '../harness/randomBlock.js';
import { DEPLOY_BLOCK, SIMULATED_CHAIN, type SimulatedBlock, type SimulatedChain } from './simulatedChain.js';
import type { VirtualTime } from './virtualTime.js';

/** Chances in a hundred that a call goes wrong, each in its way. */
export interface NodeFaults {
  /** An error instead of an answer, by HTTP or by JSON-RPC. */
  error: number;
  /** No answer within the client's patience. */
  hang: number;
  /** Too many requests: as an HTTP status, with or without Retry-After, or as an error in an answer that looks well. */
  throttle: number;
  /** A head that is a few blocks old, and blocks that are not there yet. */
  lag: number;
  /** No logs, although there are some. */
  emptyLogs: number;
  /** A list of logs that ends early. */
  cutLogs: number;
  /** One log is missing, and nothing about the list shows it. */
  holedLogs: number;
  /** Every log twice. */
  doubledLogs: number;
  /** The logs of another block. */
  siblingLogs: number;
}

export const NO_FAULTS: NodeFaults = {
  error: 0,
  hang: 0,
  throttle: 0,
  lag: 0,
  emptyLogs: 0,
  cutLogs: 0,
  holedLogs: 0,
  doubledLogs: 0,
  siblingLogs: 0,
};

/** What a node is like all its life. */
export interface NodeTraits {
  hasFinality: boolean;
  /** Whether it tells the receipts of a block at once. */
  tellsBlockReceipts: boolean;
}

/** A node of a simulated chain behind an EIP-1193 transport. It can fail, lag, withhold, and see another fork. */
export interface SimulatedNode {
  client: PublicClient;
  faults: NodeFaults;
  chainId: number;
  isDown: boolean;
  /** The most blocks, and the most logs, of one answer to eth_getLogs. */
  longestRange: number;
  mostLogs: number;
  /** The branch it sees in place of the chain; null for the chain. */
  fork: readonly SimulatedBlock[] | null;
  /** Told of every call before it is answered. */
  onCall: (method: string) => void;
  /** How often each method was called. */
  calls(): Record<string, number>;
}

export function simulateNode(
  chain: SimulatedChain,
  { name, traits, draw, time }: { name: string; traits: NodeTraits; draw: Draw; time: VirtualTime },
): SimulatedNode {
  const counts: Record<string, number> = {};
  const happens = (fault: keyof NodeFaults) => node.faults[fault] > 0 && draw(100) < node.faults[fault];
  const blocks = () => node.fork ?? chain.canonical();

  const blockAt = (tag: string): SimulatedBlock | undefined => {
    const head = blocks().length - 1;
    const newest = happens('lag') ? Math.max(0, head - 1 - draw(3)) : head;
    if (tag === 'latest') return blocks()[newest];
    if (tag === 'finalized') return traits.hasFinality ? blocks()[Math.max(0, head - 32)] : undefined;
    return Number(tag) <= newest ? blocks()[Number(tag)] : undefined;
  };

  /** Logs as they are, or as a node tells them that withholds, repeats itself or confuses blocks. */
  const spoilt = (logs: readonly ReceiptLog[]): readonly ReceiptLog[] => {
    if (happens('emptyLogs')) return [];
    if (happens('cutLogs')) return logs.slice(0, draw(logs.length + 1));
    if (happens('holedLogs')) return logs.toSpliced(draw(logs.length + 1), 1);
    if (happens('doubledLogs')) return logs.flatMap((log) => [log, log]);
    if (happens('siblingLogs')) return logsOf(blocks()[draw(blocks().length)]!);
    return logs;
  };

  const logsFor = (filter: { blockHash?: Hex; fromBlock?: Hex; toBlock?: Hex; address?: Hex[] }) => {
    if (filter.blockHash !== undefined) {
      const block = chain.byHash(filter.blockHash);
      if (!block) throw refusal(-32_000, 'unknown block');
      return spoilt(logsOf(block));
    }
    const [from, to] = [Number(filter.fromBlock), Number(filter.toBlock)];
    if (to - from + 1 > node.longestRange) throw refusal(-32_000, 'query exceeds the range this node allows');
    const logs = blocks()
      .slice(from, to + 1)
      .flatMap(logsOf)
      .filter(({ address }) => filter.address?.includes(address) ?? true);
    if (logs.length > node.mostLogs) throw refusal(-32_005, `query returned more than ${node.mostLogs} results`);
    return spoilt(logs);
  };

  /** Receipts are spoilt by the same faults as logs. */
  const receiptsFor = (hash: Hex): readonly Receipt[] | null => {
    const block = chain.byHash(hash);
    if (!block || happens('lag')) return null;
    const { receipts } = block;
    if (happens('emptyLogs')) return receipts.map((receipt) => ({ ...receipt, logs: [] }));
    if (happens('cutLogs')) {
      const kept = draw(receipts.length + 1);
      const cut = receipts[kept];
      return cut
        ? [...receipts.slice(0, kept), { ...cut, logs: cut.logs.slice(0, draw(cut.logs.length + 1)) }]
        : receipts;
    }
    if (happens('holedLogs')) {
      const hole = draw(receipts.length + 1);
      return receipts.map((receipt, at) => (at === hole ? { ...receipt, logs: receipt.logs.slice(1) } : receipt));
    }
    if (happens('doubledLogs')) return receipts.flatMap((receipt) => [receipt, receipt]);
    if (happens('siblingLogs')) return blocks()[draw(blocks().length)]!.receipts;
    return receipts;
  };

  const fail = async () => {
    if (node.isDown) throw new HttpRequestError({ url: URL, details: 'fetch failed' });
    if (happens('hang')) {
      await time.pause(HANG_MS);
      throw new TimeoutError({ body: {}, url: URL });
    }
    if (happens('throttle')) throw throttling(draw);
    if (happens('error')) throw draw(2) === 0 ? refusal(-32_000, 'the node is unwell') : httpError(503);
  };

  const answer = async ({ method, params = [] }: { method: string; params?: unknown }): Promise<unknown> => {
    counts[method] = (counts[method] ?? 0) + 1;
    node.onCall(method);
    await fail();
    const [first] = params as [never];
    switch (method) {
      case 'eth_chainId':
        return toHex(node.chainId);
      case 'eth_getCode':
        return '0x01';
      case 'eth_getBlockByNumber':
        return blockJson(blockAt(first));
      case 'eth_getBlockByHash':
        return blockJson(chain.byHash(first));
      case 'eth_getLogs':
        return logsFor(first);
      case 'eth_getBlockReceipts':
        if (!traits.tellsBlockReceipts) throw refusal(-32_601, 'the method eth_getBlockReceipts does not exist');
        return receiptsFor(first);
      case 'eth_getTransactionReceipt':
        return receiptOf(blocks(), first, receiptsFor);
      case 'eth_call':
        return called(blocks(), first);
      default:
        throw new Error(`the simulated node does not know ${method}`);
    }
  };

  const node: SimulatedNode = {
    client: createPublicClient({
      transport: custom({ request: answer }, { key: name, retryCount: 0 }),
      cacheTime: 0,
    }),
    faults: NO_FAULTS,
    chainId: SIMULATED_CHAIN.chainId,
    isDown: false,
    longestRange: 10_000,
    mostLogs: 10_000,
    fork: null,
    onCall: () => undefined,
    calls: () => counts,
  };
  return node;
}

/** As long as the engine's client waits. */
const HANG_MS = 10_000;

const URL = 'http://simulated.test/secret-key';

const logsOf = ({ receipts }: SimulatedBlock) => receipts.flatMap(({ logs }) => logs);

const refusal = (code: number, message: string) =>
  new RpcRequestError({ body: {}, url: URL, error: { code, message } });

const httpError = (status: number, headers = new Headers()) => new HttpRequestError({ url: URL, status, headers });

function throttling(draw: Draw): Error {
  switch (draw(3)) {
    case 0:
      return httpError(429);
    case 1:
      return httpError(429, new Headers({ 'retry-after': String(1 + draw(5)) }));
    default:
      return refusal(-32_005, 'rate limit exceeded');
  }
}

function blockJson(block: SimulatedBlock | undefined) {
  if (!block) return null;
  const { number, hash, time } = block.block;
  const { parentHash, logsBloom, receiptsRoot, transactions } = block;
  return { number: toHex(number), hash, timestamp: toHex(time), parentHash, logsBloom, receiptsRoot, transactions };
}

function receiptOf(
  blocks: readonly SimulatedBlock[],
  transaction: Hex,
  receiptsFor: (hash: Hex) => readonly Receipt[] | null,
): Receipt | null {
  const block = blocks.findLast(({ transactions }) => transactions.includes(transaction));
  return (block && receiptsFor(block.block.hash)?.[block.transactions.indexOf(transaction)]) ?? null;
}

/** What a contract answers: when it was deployed, or a work's manifest. */
function called(blocks: readonly SimulatedBlock[], { data }: { data: Hex }): Hex {
  const { functionName, args } = decodeFunctionData({ abi: layerTokenAbi, data });
  if (functionName === 'deployBlock') {
    return encodeFunctionResult({ abi: layerTokenAbi, functionName, result: BigInt(DEPLOY_BLOCK) });
  }
  const created = blocks
    .flatMap((block) => block.events)
    .find((event) => event.type === 'workCreated' && BigInt(event.work) === args?.[0]);
  if (created?.type !== 'workCreated') throw refusal(3, 'execution reverted');
  return encodeFunctionResult({ abi: layerTokenAbi, functionName: 'manifestOf', result: toHex(created.manifestBytes) });
}
