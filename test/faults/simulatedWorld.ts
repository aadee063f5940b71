import type { StartReason } from '../../engine/chain/chainEvent.js';
import type { Draw } from '../harness/randomBlock.js';
import type { Fault } from './faults.js';
import { SIMULATED_CHAIN, type SimulatedChain, simulateChain } from './simulatedChain.js';
import { NO_FAULTS, type NodeFaults, type SimulatedNode, simulateNode } from './simulatedNode.js';
import { createVirtualTime, type VirtualTime } from './virtualTime.js';

/** A chain, its nodes and what happens to them while somebody waits. */
export interface SimulatedWorld {
  chain: SimulatedChain;
  nodes: SimulatedNode[];
  time: VirtualTime;
  /** Lets time pass, and things happen in it. */
  pass(ms: number): Promise<void>;
  /** Whether the chain has grown to its length, so that nothing goes wrong any more. */
  isCalm(): boolean;
  /** Whether it has been calm for so long that whoever follows must have caught up. */
  isOver(): boolean;
  /** Whether something happened that gives a follower a reason to begin anew. */
  explains(reason: StartReason): boolean;
}

export interface WorldOptions {
  draw: Draw;
  has: (fault: Fault) => boolean;
  /** How long the chain gets. */
  blocks: number;
}

/** A reorg to so many blocks below the highest that any node ever showed is the deepest a follower must be able to undo. */
const WINDOW_BLOCKS = 16;
/** Blocks from the beginning that no reorg takes off: the contracts are deployed there. */
const FIXED_BLOCKS = 5;
const MINUTE = 60_000;
/** Milliseconds after the last fault within which whoever follows must have caught up. */
const PATIENCE = 20 * MINUTE;
/** The world goes on by steps of so many milliseconds. */
const STEP_MS = 3_000;

export function simulateWorld({ draw, has, blocks }: WorldOptions): SimulatedWorld {
  const time = createVirtualTime();
  const chain = simulateChain(draw);
  chain.mine(10 + draw(Math.max(1, Math.min(200, blocks - 20))));
  const nodes = Array.from({ length: 1 + draw(3) }, (_, at) => {
    const traits = { hasFinality: draw(2) === 0, tellsBlockReceipts: draw(4) > 0 };
    const node = simulateNode(chain, { name: `node ${at}`, traits, draw, time });
    node.faults = drawFaults(has, draw);
    return node;
  });
  const explained = new Set<StartReason>(['first']);
  let downUntil = Number.NEGATIVE_INFINITY;
  let waited = 0;
  /** How many blocks the longest fork had, which may have been longer than the chain. */
  let longestFork = 0;
  let calmSince = Number.POSITIVE_INFINITY;

  const height = () => chain.canonical().length;
  const isCalm = () => height() >= blocks;
  const rejoin = () => {
    for (const node of nodes) node.fork = null;
  };
  const reorg = (depth: number) => {
    if (depth <= height() - FIXED_BLOCKS) chain.reorg(depth);
  };
  const oneOf = () => nodes[draw(nodes.length)] as SimulatedNode;

  /** What can happen, each with how often in a thousand waits. */
  const happenings: { fault: Fault; chance: number; happen: () => void }[] = [
    { fault: 'F1', chance: 50, happen: () => reorg(1 + draw(6)) },
    {
      fault: 'F2',
      chance: 8,
      happen: () => {
        rejoin();
        reorg(WINDOW_BLOCKS - Math.max(0, longestFork - height()));
      },
    },
    {
      fault: 'F3',
      chance: 3,
      happen: () => {
        explained.add('finality-violated');
        rejoin();
        reorg(25 + draw(40));
      },
    },
    {
      fault: 'F4',
      chance: 20,
      happen: () => {
        reorg(1 + draw(6));
        if (draw(2) === 0) reorg(1 + draw(6));
        else chain.reorgBack();
      },
    },
    {
      fault: 'F11',
      chance: 20,
      happen: () => {
        const node = oneOf();
        node.longestRange = 1 + draw(300);
        node.mostLogs = 1 + draw(200);
      },
    },
    {
      fault: 'F15',
      chance: 3,
      happen: () => {
        downUntil = time.now() + MINUTE * (draw(20) === 0 ? 60 : 5);
        for (const node of nodes) node.isDown = true;
      },
    },
    {
      fault: 'F16',
      chance: 40,
      happen: () => {
        const isForked = nodes.some(({ fork }) => fork !== null);
        rejoin();
        if (isForked || nodes.length === 1) return;
        const depth = 1 + draw(4);
        if (depth > height() - FIXED_BLOCKS) return;
        const fork = chain.branch(depth, depth + draw(6));
        longestFork = Math.max(longestFork, fork.length);
        oneOf().fork = fork;
      },
    },
    {
      fault: 'F23',
      chance: 2,
      happen: () => {
        explained.add('replaced').add('finality-violated');
        rejoin();
        chain.replace(Math.max(20, height() - draw(20)));
      },
    },
    {
      fault: 'F23',
      chance: 6,
      happen: () => {
        const node = oneOf();
        node.chainId = 1;
      },
    },
  ];

  const heal = () => {
    rejoin();
    for (const node of nodes) {
      node.faults = NO_FAULTS;
      node.isDown = false;
      node.chainId = SIMULATED_CHAIN.chainId;
    }
  };

  const step = () => {
    const isOutage = time.now() < downUntil;
    for (const node of nodes) node.isDown = isOutage;
    if (isOutage) {
      if (draw(20) === 0) chain.mine(1);
      return;
    }
    for (const node of nodes) {
      if (node.chainId !== SIMULATED_CHAIN.chainId && draw(20) === 0) node.chainId = SIMULATED_CHAIN.chainId;
    }
    chain.mine(draw(4));
    for (const { fault, chance, happen } of happenings) {
      if (has(fault) && !isCalm() && draw(1000) < chance) happen();
    }
  };

  return {
    chain,
    nodes,
    time,
    isCalm,
    isOver: () => time.now() - calmSince > PATIENCE,
    explains: (reason) => explained.has(reason),
    async pass(ms) {
      await time.pause(ms);
      if (isCalm()) {
        calmSince = Math.min(calmSince, time.now());
        heal();
      }
      for (waited += ms; waited >= STEP_MS && !isCalm(); waited -= STEP_MS) step();
    },
  };
}

function drawFaults(has: (fault: Fault) => boolean, draw: Draw): NodeFaults {
  const upTo = (fault: Fault, percent: number) => (has(fault) ? draw(percent + 1) : 0);
  return {
    error: upTo('F13', 5),
    hang: upTo('F13', 1),
    throttle: upTo('F12', 3),
    lag: upTo('F6', 20),
    emptyLogs: upTo('F7', 10),
    cutLogs: upTo('F9', 10),
    holedLogs: upTo('F9', 5),
    doubledLogs: upTo('F8', 5),
    siblingLogs: upTo('F10', 5),
  };
}
