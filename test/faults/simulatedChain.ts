import { keccak256, toHex } from 'viem';
import type { BlockEvents } from '../../engine/chain/chainEvent.js';
import { type Receipt, receiptsRoot } from '../../engine/chain/receiptsRoot.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { type NaiveWork, naiveFold } from '../harness/naiveFold.js';
import { bytes32, type Draw, randomBlock } from '../harness/randomBlock.js';
import { bloomOf, foreignLog, logOf, SIMULATED_CONTRACTS } from '../harness/simulatedLogs.js';

export const SIMULATED_CHAIN = { chainId: 31_337, contracts: SIMULATED_CONTRACTS };

/** The block in which the contracts say they were deployed. */
export const DEPLOY_BLOCK = 3;

export interface SimulatedBlock extends BlockEvents {
  parentHash: Hex;
  transactions: Hex[];
  receipts: Receipt[];
  logsBloom: Hex;
  receiptsRoot: Hex;
}

/** A chain in memory. Every choice is drawn, and every block that ever was can be asked for. */
export interface SimulatedChain {
  /** The blocks on the chain, the first with number 0. */
  canonical(): readonly SimulatedBlock[];
  byHash(hash: Hex): SimulatedBlock | undefined;
  mine(blocks: number): void;
  /** Takes blocks off the chain and puts as many others, and one more, in their place. */
  reorg(depth: number): void;
  /** Puts the blocks back that the last reorg took off, and as many more that they are the longer branch. */
  reorgBack(): void;
  /** Blocks that could stand in place of the last ones. */
  branch(depth: number, blocks: number): SimulatedBlock[];
  /** Begins another chain of the same id, as a developer's node does that lost its data. */
  replace(blocks: number): void;
}

export interface ChainTraits {
  /** Whether the blocks' receipts roots are computed as on Ethereum. */
  isStandard: boolean;
}

export function simulateChain(draw: Draw, { isStandard }: ChainTraits = { isStandard: true }): SimulatedChain {
  const blocks = new Map<Hex, SimulatedBlock>();
  let canonical: SimulatedBlock[] = [];
  let works = new Map<number, NaiveWork>();
  let abandoned: SimulatedBlock[] = [];

  /** The block after those, whose works it changes. */
  const blockAfter = (parent: SimulatedBlock | undefined, before: Map<number, NaiveWork>): SimulatedBlock => {
    const number = (parent?.block.number ?? -1) + 1;
    const told = number > DEPLOY_BLOCK && draw(3) === 0 ? randomBlock(before, number, draw) : quietBlock(number, draw);
    const block = withReceipts(told, parent, draw, isStandard);
    blocks.set(block.block.hash, block);
    return block;
  };
  const mine = (count: number) => {
    for (let mined = 0; mined < count; mined++) canonical.push(blockAfter(canonical.at(-1), works));
  };
  const cutBack = (depth: number) => {
    abandoned = canonical.splice(canonical.length - depth);
    works = naiveFold(canonical);
  };

  return {
    canonical: () => canonical,
    byHash: (hash) => blocks.get(hash),
    mine,
    reorg(depth) {
      cutBack(depth);
      mine(depth + 1);
    },
    reorgBack() {
      const returning = abandoned;
      const base = canonical.findLastIndex(({ block }) => block.hash === returning[0]?.parentHash);
      if (base < 0) return;
      const newer = canonical.length - 1 - base;
      cutBack(newer);
      canonical.push(...returning);
      works = naiveFold(canonical);
      mine(Math.max(1, newer - returning.length + 1));
    },
    branch(depth, count) {
      const branch = canonical.slice(0, canonical.length - depth);
      const before = naiveFold(branch);
      for (let mined = 0; mined < count; mined++) branch.push(blockAfter(branch.at(-1), before));
      return branch;
    },
    replace(count) {
      canonical = [];
      abandoned = [];
      works = new Map();
      mine(count);
    },
  };
}

function quietBlock(number: number, draw: Draw): BlockEvents {
  return {
    block: { number, hash: bytes32(`quiet ${number} ${draw(1 << 30)}`), time: 1_700_000_000 + number * 12 },
    events: [],
  };
}

/** The events as the logs of a few transactions, among which are such that are none of ours. */
function withReceipts(
  told: BlockEvents,
  parent: SimulatedBlock | undefined,
  draw: Draw,
  isStandard: boolean,
): SimulatedBlock {
  const { block, events } = told;
  const logs = events.map((event, at) => logOf(event, block, at));
  if (logs.length > 0 && draw(2) === 0) logs.push(foreignLog(block, logs.length));
  const receipts: Receipt[] = [];
  for (let at = 0; at < logs.length; ) {
    const taken = draw(3) === 0 ? 1 + draw(logs.length - at) : logs.length - at;
    receipts.push(receiptOf(block.hash, receipts.length, logs.slice(at, at + taken)));
    at += taken;
  }
  return {
    ...told,
    parentHash: parent?.block.hash ?? bytes32('nothing'),
    transactions: receipts.map((_, at) => keccak256(`${block.hash}${at.toString(16).padStart(2, '0')}`)),
    receipts,
    logsBloom: bloomOf(logs),
    receiptsRoot: isStandard ? receiptsRoot(receipts) : bytes32(`a root of its own ${block.hash}`),
  };
}

const receiptOf = (blockHash: Hex, index: number, logs: Receipt['logs']): Receipt => ({
  blockHash,
  type: index % 2 === 0 ? '0x2' : '0x0',
  status: '0x1',
  cumulativeGasUsed: toHex(21_000 * (index + 1)),
  logsBloom: bloomOf(logs),
  logs,
});
