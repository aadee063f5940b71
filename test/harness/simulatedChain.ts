import {
  type Abi,
  type AbiEvent,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  keccak256,
  type PublicClient,
  RpcRequestError,
  toHex,
} from 'viem';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import { layerSaleAbi } from '../../engine/abi/layerSale.gen.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { reserveAuctionAbi } from '../../engine/abi/reserveAuction.gen.js';
import type { BlockEvents, WorkEvent } from '../../engine/chain/chainEvent.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { type NaiveWork, naiveFold } from './naiveFold.js';
import { bytes32, type Draw, owner, randomBlock } from './randomBlock.js';

export const SIMULATED_CHAIN = {
  chainId: 31337,
  contracts: {
    layerToken: owner(100),
    featuredMessages: owner(101),
    layerSale: owner(102),
    reserveAuction: owner(103),
  },
  deployBlock: 3,
};

/** Chances in a hundred that an answer of the node is spoiled. */
export interface Faults {
  /** An error instead of an answer. */
  error: number;
  /** A head that is a few blocks old. */
  lag: number;
  /** No logs, although there are some. */
  emptyLogs: number;
  /** Every log twice. */
  doubledLogs: number;
  /** The logs of another block. */
  siblingLogs: number;
}

export const NO_FAULTS: Faults = { error: 0, lag: 0, emptyLogs: 0, doubledLogs: 0, siblingLogs: 0 };

interface SimulatedBlock extends BlockEvents {
  parentHash: Hex;
  logs: Record<string, unknown>[];
  logsBloom: Hex;
}

export interface SimulatedChain {
  client: PublicClient;
  faults: Faults;
  /** The blocks on the chain, the first with number 0. */
  canonical(): readonly BlockEvents[];
  mine(blocks: number): void;
  /** Takes blocks off the chain and puts as many others, and one more, in their place. */
  reorg(depth: number): void;
  requests(): Record<string, number>;
}

/** A chain in memory behind an EIP-1193 transport whose node can fail, lag and withhold. Every choice is drawn. */
export function simulateChain(draw: Draw, options: { finalityTag: boolean; longestRange: number }): SimulatedChain {
  const chain: SimulatedBlock[] = [];
  const byHash = new Map<Hex, SimulatedBlock>();
  const counts: Record<string, number> = {};
  let works = new Map<number, NaiveWork>();

  const mineOne = () => {
    const number = chain.length;
    const isQuiet = number <= SIMULATED_CHAIN.deployBlock || draw(3) > 0;
    const block = isQuiet ? quietBlock(number, draw) : randomBlock(works, number, draw);
    const logs = block.events.map((event, logIndex) => logOf(event, block.block, logIndex));
    const parentHash = chain.at(-1)?.block.hash ?? bytes32('nothing');
    const mined = { ...block, parentHash, logs, logsBloom: bloomOf(logs) };
    chain.push(mined);
    byHash.set(block.block.hash, mined);
  };

  const simulated: SimulatedChain = {
    faults: NO_FAULTS,
    canonical: () => chain,
    mine: (blocks) => {
      for (let count = 0; count < blocks; count++) mineOne();
    },
    reorg: (depth) => {
      chain.length -= depth;
      works = naiveFold(chain);
      simulated.mine(depth + 1);
    },
    requests: () => counts,
    client: createPublicClient({
      transport: custom({ request: (call) => answer(call) }, { retryCount: 0 }),
      cacheTime: 0,
    }),
  };
  const happens = (percent: number) => percent > 0 && draw(100) < percent;

  const blockAt = (tag: string): SimulatedBlock | undefined => {
    const head = chain.length - 1;
    if (tag === 'latest') return chain[head - (happens(simulated.faults.lag) ? Math.min(head, 1 + draw(3)) : 0)];
    if (tag === 'finalized') return options.finalityTag ? chain[Math.max(0, head - 64)] : undefined;
    return chain[Number(tag)];
  };

  const logsOf = (filter: { blockHash?: Hex; fromBlock?: Hex; toBlock?: Hex; address?: Hex[] }) => {
    if (filter.blockHash === undefined) {
      const [from, to] = [Number(filter.fromBlock), Number(filter.toBlock)];
      if (to - from + 1 > options.longestRange) throw refusal('query exceeds the range this node allows');
      return chain.slice(from, to + 1).flatMap((block) => block.logs);
    }
    const block = byHash.get(filter.blockHash);
    if (!block) throw refusal('unknown block');
    const { faults } = simulated;
    if (happens(faults.emptyLogs)) return [];
    if (happens(faults.doubledLogs)) return block.logs.flatMap((log) => [log, log]);
    if (happens(faults.siblingLogs)) return chain[draw(chain.length)]!.logs;
    return block.logs;
  };

  const answer = async ({ method, params = [] }: { method: string; params?: unknown }): Promise<unknown> => {
    counts[method] = (counts[method] ?? 0) + 1;
    if (happens(simulated.faults.error)) throw refusal('the node is unwell');
    const [first] = params as [never];
    switch (method) {
      case 'eth_chainId':
        return toHex(SIMULATED_CHAIN.chainId);
      case 'eth_getCode':
        return '0x01';
      case 'eth_getBlockByNumber':
        return blockJson(blockAt(first));
      case 'eth_getBlockByHash':
        return blockJson(byHash.get(first));
      case 'eth_getLogs':
        return logsOf(first);
      case 'eth_call':
        return manifestOf(chain, first);
      default:
        throw new Error(`the simulated node does not know ${method}`);
    }
  };

  return simulated;
}

const refusal = (message: string) =>
  new RpcRequestError({ body: {}, url: 'http://simulated.test/secret-key', error: { code: -32_000, message } });

function quietBlock(number: number, draw: Draw): BlockEvents {
  return {
    block: { number, hash: bytes32(`quiet ${number} ${draw(1 << 30)}`), time: 1_700_000_000 + number },
    events: [],
  };
}

function blockJson(block: SimulatedBlock | undefined) {
  if (!block) return null;
  const { number, hash, time } = block.block;
  const { parentHash, logsBloom } = block;
  return { number: toHex(number), hash, timestamp: toHex(time), parentHash, logsBloom, transactions: [] };
}

function manifestOf(chain: SimulatedBlock[], { data }: { data: Hex }): Hex {
  const { args } = decodeFunctionData({ abi: layerTokenAbi, data });
  const created = chain
    .flatMap((block) => block.events)
    .find((event) => event.type === 'workCreated' && BigInt(event.work) === args?.[0]);
  if (created?.type !== 'workCreated') throw refusal('execution reverted');
  return encodeFunctionResult({ abi: layerTokenAbi, functionName: 'manifestOf', result: toHex(created.manifestBytes) });
}

function logOf(event: WorkEvent, block: BlockEvents['block'], logIndex: number) {
  const { contract, name, args } = solidityOf(event);
  const abi: Abi = ABIS[contract];
  const inputs = (abi.find((item) => item.type === 'event' && item.name === name) as AbiEvent).inputs;
  const unindexed = inputs.filter((input) => !input.indexed);
  return {
    address: SIMULATED_CHAIN.contracts[contract],
    topics: encodeEventTopics({ abi, eventName: name, args } as never),
    data: encodeAbiParameters(unindexed, unindexed.map((input) => args[input.name!]) as never),
    blockHash: block.hash,
    blockNumber: toHex(block.number),
    logIndex: toHex(logIndex),
    transactionHash: bytes32('transaction'),
    transactionIndex: '0x0',
    removed: false,
  };
}

const ABIS = {
  layerToken: layerTokenAbi,
  featuredMessages: featuredMessagesAbi,
  layerSale: layerSaleAbi,
  reserveAuction: reserveAuctionAbi,
};

/** The event as its contract emits it. */
function solidityOf(event: WorkEvent): {
  contract: keyof typeof ABIS;
  name: string;
  args: Record<string, unknown>;
} {
  const tokenId = 'index' in event ? (BigInt(event.work) << 16n) | BigInt(event.index) : 0n;
  const by = 'by' in event ? event.by : undefined;
  switch (event.type) {
    case 'workCreated': {
      const { work, artist, layers, entropy, manifestHash } = event;
      const args = { workId: BigInt(work), artist, layers: BigInt(layers), entropy, manifestHash };
      return { contract: 'layerToken', name: 'WorkCreated', args };
    }
    case 'schemaSet': {
      const args = { tokenId, bounds: BigInt(event.bounds), word: BigInt(event.word) };
      return { contract: 'layerToken', name: 'SchemaSet', args };
    }
    case 'styleChanged': {
      const words = { previousWord: BigInt(event.previousWord), newWord: BigInt(event.newWord) };
      return {
        contract: 'layerToken',
        name: 'StyleChanged',
        args: { tokenId, workId: BigInt(event.work), by, ...words },
      };
    }
    case 'layerFrozen':
      return { contract: 'layerToken', name: 'LayerFrozen', args: { tokenId, by } };
    case 'transfer':
      return { contract: 'layerToken', name: 'Transfer', args: { from: event.from, to: event.to, id: tokenId } };
    case 'messagePosted': {
      const { text, link } = event;
      return { contract: 'featuredMessages', name: 'MessagePosted', args: { tokenId, by, epoch: 0, text, link } };
    }
    case 'messageCleared':
      return { contract: 'featuredMessages', name: 'MessageCleared', args: { tokenId, by } };
    case 'messageHidden':
      return { contract: 'featuredMessages', name: 'MessageHidden', args: { tokenId, by, hidden: event.hidden } };
    case 'updateUser': {
      const args = { tokenId, user: event.user, expires: BigInt(event.expires) };
      return { contract: 'layerToken', name: 'UpdateUser', args };
    }
    case 'listed': {
      const args = { tokenId, seller: event.seller, price: BigInt(event.price), epoch: 0 };
      return { contract: 'layerSale', name: 'Listed', args };
    }
    case 'unlisted':
      return { contract: 'layerSale', name: 'Unlisted', args: { tokenId, seller: event.seller } };
    case 'workPriced': {
      const args = { workId: BigInt(event.work), price: BigInt(event.price) };
      return { contract: 'layerSale', name: 'WorkPriced', args };
    }
    case 'sold': {
      const { seller, buyer, price, royalty } = event;
      const args = { tokenId, seller, buyer, price: BigInt(price), royalty: BigInt(royalty), revision: 0 };
      return { contract: 'layerSale', name: 'Sold', args };
    }
    case 'auctionCreated': {
      const args = { tokenId, seller: event.seller, reserve: BigInt(event.reserve), word: 0n };
      return { contract: 'reserveAuction', name: 'AuctionCreated', args };
    }
    case 'bidPlaced': {
      const { bidder, amount, endsAt } = event;
      const args = { tokenId, bidder, amount: BigInt(amount), endsAt: BigInt(endsAt) };
      return { contract: 'reserveAuction', name: 'BidPlaced', args };
    }
    case 'auctionCancelled':
      return { contract: 'reserveAuction', name: 'AuctionCancelled', args: { tokenId, seller: event.seller } };
    case 'auctionSettled': {
      const { seller, winner, amount, royalty } = event;
      const args = { tokenId, seller, winner, amount: BigInt(amount), royalty: BigInt(royalty) };
      return { contract: 'reserveAuction', name: 'AuctionSettled', args };
    }
  }
}

/** The yellow paper's M3:2048, on a whole number. */
function bloomOf(logs: Record<string, unknown>[]): Hex {
  let bloom = 0n;
  for (const log of logs as { address: Hex; topics: Hex[] }[]) {
    for (const value of [log.address, ...log.topics]) {
      const hash = keccak256(value).slice(2);
      for (const at of [0, 4, 8]) bloom |= 1n << (BigInt(`0x${hash.slice(at, at + 4)}`) & 2047n);
    }
  }
  return `0x${bloom.toString(16).padStart(512, '0')}`;
}
