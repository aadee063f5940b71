import { seededDraw } from '../../test/faults/seededDraw.js';
import { SIMULATED_CHAIN, type SimulatedChain, simulateChain } from '../../test/faults/simulatedChain.js';
import {
  NO_FAULTS,
  type NodeFaults,
  type NodeTraits,
  type SimulatedNode,
  simulateNode,
} from '../../test/faults/simulatedNode.js';
import { createVirtualTime } from '../../test/faults/virtualTime.js';
import { createState } from '../state/createState.js';
import { openChainStore } from '../state/openChainStore.js';
import type { ChainEvent, ResumePoint, WorkEvent } from './chainEvent.js';
import { type FollowNotice, followChain } from './followChain.js';

const BEGINNING: ResumePoint = { origin: null, blocks: [] };
const STANDARD: NodeTraits = { hasFinality: true, tellsBlockReceipts: true };

/** A simulated chain of so many blocks, its nodes and its time. */
function openWorld(
  seed: number,
  blocks: number,
  options: { nodes?: number; isStandard?: boolean; traits?: NodeTraits } = {},
) {
  const { nodes: count = 1, isStandard = true, traits = STANDARD } = options;
  const draw = seededDraw(seed);
  const time = createVirtualTime();
  const chain = simulateChain(draw, { isStandard });
  chain.mine(blocks);
  const nodes = Array.from({ length: count }, (_, at) =>
    simulateNode(chain, { name: `node${at}`, traits, draw, time }),
  );
  return { chain, time, nodes, node: nodes[0]! };
}
type World = ReturnType<typeof openWorld>;

/** Follows until `onPause` stops it; it is called whenever the follower waits. */
async function follow(
  { nodes, time }: Pick<World, 'nodes' | 'time'>,
  {
    resume = BEGINNING,
    chainId = SIMULATED_CHAIN.chainId,
    onPause = (stop) => stop(),
  }: {
    resume?: ResumePoint;
    chainId?: number;
    onPause?: (stop: () => void) => void;
  } = {},
) {
  const aborter = new AbortController();
  const notices: FollowNotice[] = [];
  const told: ChainEvent[] = [];
  const events = followChain({
    chainId,
    contracts: SIMULATED_CHAIN.contracts,
    clients: nodes.map(({ client }) => client),
    resume,
    pollInterval: 1_000,
    reorgWindow: 120,
    rate: 1_000_000,
    random: () => 0,
    report: (notice) => notices.push(notice),
    signal: aborter.signal,
    now: time.now,
    pause: async (ms) => {
      await time.pause(ms);
      onPause(() => aborter.abort());
    },
  });
  for await (const event of events) told.push(event);
  return { told, notices };
}

/** Stops after so many waits, and does something before each. */
const waits = (count: number, before: (wait: number) => void = () => undefined) => {
  let waited = 0;
  return (stop: () => void) => {
    waited += 1;
    before(waited);
    if (waited === count) stop();
  };
};

/** What a follower that told this world would resume from. */
async function resumeIn(world: World): Promise<ResumePoint> {
  const { told } = await follow(world);
  const store = openChainStore({
    file: ':memory:',
    chain: { chainId: SIMULATED_CHAIN.chainId, ...SIMULATED_CHAIN.contracts },
    now: () => new Date(0),
    onDamaged: () => undefined,
  });
  const state = createState({ store, newEpoch: () => 'epoch0001' });
  for (const event of told) state.apply(event);
  return state.resume();
}

const types = (events: readonly ChainEvent[]) => events.map((event) => event.type);
const blocks = (count: number) => Array<string>(count).fill('block');
const eventsIn = (told: readonly ChainEvent[]): WorkEvent[] =>
  told.flatMap((event) => {
    if (event.type === 'backfill') return event.blocks.flatMap(({ events }) => events);
    return event.type === 'block' ? event.events : [];
  });
const eventsOn = (chain: SimulatedChain): WorkEvent[] => chain.canonical().flatMap(({ events }) => events);
const spoil = (node: SimulatedNode, faults: Partial<NodeFaults>) => {
  node.faults = { ...NO_FAULTS, ...faults };
};

describe('followChain', () => {
  it('backfills what is settled by range and tells the rest block by block', async () => {
    const world = openWorld(1, 200);
    const { told } = await follow(world);
    expect(types(told)).toEqual(['start', 'backfill', 'backfill', ...blocks(32), 'live']);
    expect(told[0]).toMatchObject({ reason: 'first', origin: world.chain.canonical()[3]!.block });
    expect(told[2]).toMatchObject({ through: { number: 167 } });
    expect(eventsIn(told)).toEqual(eventsOn(world.chain));
  });

  it('halves a range that the node refuses, and grows it again', async () => {
    const world = openWorld(2, 400);
    world.node.longestRange = 20;
    const { told } = await follow(world);
    expect(eventsIn(told)).toEqual(eventsOn(world.chain));
    expect(world.node.calls().eth_getLogs).toBeLessThan(40);
  });

  it('reads a block by its receipts when it alone holds more logs than one answer may', async () => {
    const world = openWorld(3, 100);
    world.node.mostLogs = 1;
    expect(eventsIn((await follow(world)).told)).toEqual(eventsOn(world.chain));
  });

  it('reads history without the headers when it is far behind, and twice', async () => {
    const world = openWorld(4, 2_200);
    const { told } = await follow(world);
    expect(eventsIn(told)).toEqual(eventsOn(world.chain));
    expect(told[1]).toMatchObject({ type: 'backfill', through: { number: 102 } });
  });

  it.each([
    ['near the head', 400, 2],
    ['far behind, before the first reading', 2_300, 3],
    ['far behind, before the second reading', 2_300, 4],
  ])('tells nothing of two chains when one replaces the other between two stretches %s', async (_, length, reading) => {
    const world = openWorld(14, length);
    let readings = 0;
    world.node.onCall = (method) => {
      if (method !== 'eth_getLogs') return;
      readings += 1;
      if (readings === reading) world.chain.reorg(length - 50);
    };
    const { told } = await follow(world, { onPause: waits(10) });
    const begun = told.findLastIndex(({ type }) => type === 'start');
    expect(told[begun]).toMatchObject({ reason: 'finality-violated' });
    expect(eventsIn(told.slice(begun))).toEqual(eventsOn(world.chain));
  });

  it('asks only for what is new after a restart', async () => {
    const world = openWorld(5, 200);
    const resume = await resumeIn(world);
    world.chain.mine(2);
    const before = world.node.calls().eth_getBlockByNumber!;
    expect(types((await follow(world, { resume })).told)).toEqual([...blocks(2), 'live']);
    expect(world.node.calls().eth_getBlockByNumber! - before).toBeLessThan(6);
  });

  it('tells nothing while the head stands or the node lags', async () => {
    const world = openWorld(6, 100);
    const resume = await resumeIn(world);
    spoil(world.node, { lag: 100 });
    expect(types((await follow(world, { resume, onPause: waits(20) })).told)).toEqual(['live']);
  });

  it('walks back to the block that both forks share', async () => {
    const world = openWorld(7, 100);
    const resume = await resumeIn(world);
    world.chain.reorg(7);
    const { told } = await follow(world, { resume });
    expect(types(told)).toEqual(['reorg', ...blocks(8), 'live']);
    expect(told[0]).toMatchObject({ ancestor: world.chain.canonical()[92]!.block });
  });

  it('finds a fork while it was away for longer than the window', async () => {
    const world = openWorld(8, 100);
    const resume = await resumeIn(world);
    world.chain.reorg(5);
    world.chain.mine(100);
    expect(types((await follow(world, { resume })).told).slice(0, 3)).toEqual(['reorg', 'backfill', 'block']);
  });

  it('begins anew when a reorg goes deeper than what can be taken back', async () => {
    const world = openWorld(9, 200);
    const resume = await resumeIn(world);
    world.chain.reorg(80);
    expect((await follow(world, { resume })).told[0]).toMatchObject({ type: 'start', reason: 'finality-violated' });
  });

  it('begins anew on a chain that was replaced, whatever its length', async () => {
    for (const length of [100, 300]) {
      const world = openWorld(10, 200);
      const resume = await resumeIn(world);
      world.chain.replace(length);
      expect((await follow(world, { resume })).told[0]).toMatchObject({ type: 'start', reason: 'replaced' });
    }
  });

  it('says once that the node cannot be used, and once that it can again', async () => {
    const world = openWorld(11, 20);
    world.node.isDown = true;
    const onPause = waits(60, (wait) => {
      world.node.isDown = wait < 50;
    });
    const { notices } = await follow(world, { onPause });
    expect(notices.filter(({ type }) => type === 'trouble' || type === 'recovered')).toMatchObject([
      { type: 'trouble', error: { facts: { problem: 'no connection' } } },
      { type: 'recovered', attempts: 50 },
    ]);
    expect(JSON.stringify(notices)).not.toContain('secret-key');
  });

  it('refuses a node of another chain', async () => {
    await expect(follow(openWorld(12, 20), { chainId: 1 })).rejects.toMatchObject({
      name: 'WrongChain',
      facts: { expected: 1, actual: 31_337 },
    });
  });

  it('looks at once when a new head is announced, and goes on looking when none is', async () => {
    const world = openWorld(13, 30);
    const aborter = new AbortController();
    let ring = () => {};
    const waited: boolean[] = [];
    const events = followChain({
      ...SIMULATED_CHAIN,
      clients: [world.node.client],
      resume: BEGINNING,
      pollInterval: 1_000,
      reorgWindow: 120,
      rate: 1_000_000,
      random: () => 0,
      report: () => undefined,
      signal: aborter.signal,
      heads: (onHead) => {
        ring = onHead;
      },
      now: world.time.now,
      pause: async (_, signal) => {
        if (waited.length === 0) ring();
        waited.push(signal.aborted);
        if (waited.length === 3) aborter.abort();
      },
    });
    for await (const _ of events);
    expect(waited).toEqual([true, false, false]);
  });
});

describe('the logs of a block', () => {
  it.each<[string, Partial<NodeFaults>]>([
    ['withheld', { emptyLogs: 30 }],
    ['cut short', { cutLogs: 30 }],
    ['told without one in their middle', { holedLogs: 30 }],
    ['doubled', { doubledLogs: 30 }],
    ['of another block', { siblingLogs: 30 }],
  ])('are asked for again when they are %s', async (_, faults) => {
    for (const traits of [STANDARD, { ...STANDARD, tellsBlockReceipts: false }]) {
      const world = openWorld(21, 100, { traits });
      spoil(world.node, faults);
      const { told } = await follow(world, { onPause: waits(400) });
      expect(types(told).at(-1)).toBe('live');
      expect(eventsIn(told)).toEqual(eventsOn(world.chain));
    }
  });

  it('are believed where receipts and logs agree, on a chain with receipts roots of its own', async () => {
    const world = openWorld(22, 100, { isStandard: false });
    const { told } = await follow(world, { onPause: waits(600) });
    expect(types(told).at(-1)).toBe('live');
    expect(eventsIn(told)).toEqual(eventsOn(world.chain));
  });
});

describe('several nodes', () => {
  const failovers = (notices: readonly FollowNotice[]) => notices.filter(({ type }) => type === 'failover').length;

  it('take over from one that goes down, at once', async () => {
    const world = openWorld(30, 50, { nodes: 2 });
    const { told, notices } = await follow(world, {
      onPause: waits(3, (wait) => {
        world.node.isDown = true;
        if (wait === 1) world.chain.mine(2);
      }),
    });
    expect(types(told).slice(-3)).toEqual(['live', ...blocks(2)]);
    expect(failovers(notices)).toBe(1);
  });

  it('take nothing back for one on another fork', async () => {
    const world = openWorld(31, 50, { nodes: 3 });
    const onPause = waits(10, (wait) => {
      if (wait === 1) {
        world.node.fork = world.chain.branch(4, 4);
        world.chain.mine(1);
      }
    });
    const { told, notices } = await follow(world, { onPause });
    expect(types(told).slice(-2)).toEqual(['live', 'block']);
    expect(notices).toContainEqual(
      expect.objectContaining({
        type: 'doubted',
        error: expect.objectContaining({ facts: expect.objectContaining({ kind: 'fork' }) }),
      }),
    );
  });

  it('give up a fork that was longer than the chain, when the node that told it is gone', async () => {
    const world = openWorld(37, 50, { nodes: 3 });
    world.node.fork = world.chain.branch(2, 6);
    const onPause = waits(40, () => {
      world.node.isDown = true;
    });
    const { told } = await follow(world, { onPause });
    expect(types(told).slice(-3)).toEqual(['reorg', ...blocks(2)]);
  });

  it('follow a reorg that they all saw', async () => {
    const world = openWorld(32, 50, { nodes: 3 });
    const { told } = await follow(world, { onPause: waits(3, (wait) => wait === 1 && world.chain.reorg(3)) });
    expect(types(told).slice(-5)).toEqual(['reorg', ...blocks(4)]);
  });

  it('take no block for settled that is near the head of a fork, though a longer chain was seen', async () => {
    const world = openWorld(36, 157, { nodes: 2 });
    world.nodes[1]!.fork = world.chain.branch(4, 4);
    world.chain.mine(150);
    world.node.longestRange = 100;
    const onPause = waits(150, (wait) => {
      world.node.isDown = wait < 50;
    });
    let readings = 0;
    world.node.onCall = (method) => {
      if (method !== 'eth_getLogs') return;
      readings += 1;
      if (readings === 2) world.node.isDown = true;
    };
    const { told } = await follow(world, { onPause });
    expect(told.filter(({ type }) => type === 'start')).toHaveLength(1);
    const taken = told.find(({ type }) => type === 'reorg');
    expect(taken).toMatchObject({ ancestor: world.chain.canonical()[152]!.block });
    expect(told.findLast((event) => event.type === 'block')).toMatchObject({
      block: world.chain.canonical().at(-1)!.block,
    });
  });

  it('go over to one that is ahead when the one in use stands still', async () => {
    const world = openWorld(33, 50, { nodes: 2 });
    const onPause = waits(40, (wait) => {
      if (wait !== 1) return;
      world.node.fork = [...world.chain.canonical()];
      world.chain.mine(5);
    });
    expect(types((await follow(world, { onPause })).told).slice(-5)).toEqual(blocks(5));
  });

  it('leave one alone that serves another chain', async () => {
    const world = openWorld(34, 50, { nodes: 2 });
    world.node.chainId = 1;
    const { told } = await follow(world, { onPause: waits(3) });
    expect(types(told).at(-1)).toBe('live');
  });

  it('are asked no oftener than their budget, and less when they throttle', async () => {
    const world = openWorld(35, 50);
    spoil(world.node, { throttle: 5 });
    const { told, notices } = await follow(world, { onPause: waits(500) });
    expect(types(told)).toContain('live');
    const rates = notices.flatMap((notice) => (notice.type === 'doubted' ? [notice.callsPerSecond] : []));
    expect(Math.min(...rates)).toBeLessThan(1_000_000 / 2);
  });
});
