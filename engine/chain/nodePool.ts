import type { PublicClient } from 'viem';
import { ChainInconsistent, ChainThrottled } from '../errors/chainErrors.js';
import { EngineError } from '../errors/engineError.js';
import type { BlockRef } from '../protocol/primitives.js';
import type { ChainReader } from './chainReader.js';
import type { ChainPlace } from './checkChain.js';
import { type ChainIdentity, identifyChain } from './identifyChain.js';
import { createRateBudget, type RateBudget } from './rateBudget.js';
import { readChain } from './readChain.js';
import { hostOf } from './rpcClient.js';

/** A node of the chain, as the follower uses it. */
export interface ChainNode {
  readonly host: string;
  readonly reader: ChainReader;
}

/** The nodes of one chain. One is used at a time, for header and logs alike, and another takes over when it fails. */
export interface NodePool {
  /** Milliseconds until a node may be asked; 0 when one may. */
  rest(): number;
  /** The node to ask: the one asked last, unless it rests. */
  choose(): ChainNode;
  worked(node: ChainNode): void;
  /** @throws the error when it is none that passes, and no other node is left */
  failed(node: ChainNode, error: unknown): void;
  /**
   * Which chain a node serves: asked when it is first used and whenever it takes over.
   * @throws ChainInconsistent when its contracts are not those the other nodes have
   */
  identify(node: ChainNode): Promise<ChainIdentity>;
  /** Asks a node again which chain it serves. */
  identifyAnew(node: ChainNode): Promise<ChainIdentity>;
  /**
   * Whether the other nodes gainsay one that takes back what was told. The longer chain is right.
   * @param head  the node's newest block
   * @param held  what was told, oldest first: each node is asked about the newest of it that its chain reaches
   * @param isTrusted  whether the node is believed when no other can be asked
   */
  isGainsaid(node: ChainNode, head: BlockRef, held: readonly BlockRef[], isTrusted: boolean): Promise<boolean>;
  /** Goes over to a node that is ahead of this one, if there is one. */
  preferAhead(node: ChainNode, head: BlockRef): Promise<void>;
}

export interface NodePoolOptions extends Omit<ChainPlace, 'client'> {
  clients: readonly PublicClient[];
  /** Calls a second to each node at most. */
  rate: number;
  now: () => number;
  pause: (ms: number) => Promise<void>;
  random: () => number;
  report: (notice: NodeNotice) => void;
}

export type NodeNotice =
  /** An answer failed or was not believed; `callsPerSecond` are allowed now. */
  | { type: 'doubted'; host: string; error: EngineError; callsPerSecond: number }
  | { type: 'failover'; from: string; to: string };

const FIRST_REST_MS = 125;
const LONGEST_REST_MS = 10_000;
/** A node that serves another chain is asked again now and then: somebody may have corrected it. */
const BARRED_REST_MS = 60_000;
/** A node that takes over is asked which chain it serves, unless it said so of late. */
const IDENTITY_MS = 300_000;
/** What the question costs at most. */
const IDENTITY_CALLS = 8;

interface PooledNode extends ChainNode {
  client: PublicClient;
  budget: RateBudget;
  identity: ChainIdentity | null;
  identifiedAt: number;
  /** In a row. */
  failures: number;
  restsUntil: number;
  isBarred: boolean;
}

export function createNodePool(options: NodePoolOptions): NodePool {
  const { clients, chainId, contracts, rate, now, pause, random, report } = options;
  const nodes = clients.map((client): PooledNode => {
    const budget = createRateBudget({ rate, now, pause });
    const reader = readChain(client, contracts, budget.turn);
    const standing = { failures: 0, restsUntil: Number.NEGATIVE_INFINITY, isBarred: false };
    return { host: hostOf(client), client, reader, budget, identity: null, identifiedAt: 0, ...standing };
  });
  const [first] = nodes;
  if (!first) throw new RangeError('a chain is followed by at least one node');
  let used = first;

  const pooled = (node: ChainNode) => nodes.find((other) => other === node) ?? first;
  const isResting = ({ restsUntil }: PooledNode) => restsUntil > now();
  const othersThan = (node: ChainNode) => nodes.filter((other) => other !== node && !isResting(other));

  const goOver = (node: PooledNode) => {
    if (node === used) return;
    report({ type: 'failover', from: used.host, to: node.host });
    used = node;
    if (now() - node.identifiedAt > IDENTITY_MS) node.identity = null;
  };

  const identifyAnew = async (node: ChainNode): Promise<ChainIdentity> => {
    const asked = pooled(node);
    await Promise.all(Array.from({ length: IDENTITY_CALLS }, asked.budget.turn));
    const identity = await identifyChain({ client: asked.client, chainId, contracts });
    const known = nodes.find((other) => other !== node && other.identity !== null)?.identity;
    if (known && known.code !== identity.code) {
      throw new ChainInconsistent(node.host, 'other-contracts', 'its contracts are not those the other nodes have');
    }
    asked.isBarred = false;
    asked.identity = identity;
    asked.identifiedAt = now();
    return identity;
  };
  const identify = async (node: ChainNode) => pooled(node).identity ?? identifyAnew(node);

  return {
    rest: () => Math.max(0, Math.min(...nodes.map(({ restsUntil }) => restsUntil)) - now()),
    choose() {
      if (isResting(used)) goOver(nodes.reduce((best, node) => (node.restsUntil < best.restsUntil ? node : best)));
      return used;
    },
    worked(node) {
      pooled(node).failures = 0;
    },
    failed(node, error) {
      if (!(error instanceof EngineError)) throw error;
      const failing = pooled(node);
      failing.failures += 1;
      let rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failing.failures - 1)) * (0.5 + random() / 2);
      if (error instanceof ChainThrottled) {
        failing.budget.throttled();
        rest = Math.max(rest, error.retryAfter ?? 0);
      }
      if (!error.retryable) {
        failing.isBarred = true;
        rest = BARRED_REST_MS;
      }
      failing.restsUntil = now() + rest;
      report({ type: 'doubted', host: node.host, error, callsPerSecond: failing.budget.rate() });
      if (nodes.every(({ isBarred }) => isBarred)) throw error;
    },
    identify,
    identifyAnew,
    async isGainsaid(node, head, held, isTrusted) {
      if (nodes.length === 1) return false;
      const asked = othersThan(node).map(async (other) => {
        await identify(other);
        const newest = await other.reader.head();
        const reached = held.findLast(({ number }) => number <= newest.number);
        if (!reached) return null;
        const block = await other.reader.blockAt(reached.number);
        return block.hash === reached.hash ? newest.number >= head.number : newest.number > head.number;
      });
      const answers = (await Promise.allSettled(asked)).flatMap((answer) =>
        answer.status === 'fulfilled' && answer.value !== null ? [answer.value] : [],
      );
      if (answers.length === 0) return !isTrusted;
      return answers.includes(true);
    },
    async preferAhead(node, head) {
      const asked = othersThan(node).map(async (other) => ({ other, newest: await other.reader.head() }));
      for (const answer of await Promise.allSettled(asked)) {
        if (answer.status === 'fulfilled' && answer.value.newest.number > head.number + 1)
          return goOver(answer.value.other);
      }
    },
  };
}
