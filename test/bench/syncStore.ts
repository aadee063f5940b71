/**
 * Fills a store from a node, for `sync.bench.ts`, and prints what it took as JSON.
 * Usage: node syncStore.js plain|follower <rpc> <file of the store>
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createPublicClient, http } from 'viem';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { BlockEvents, WorkEvent } from '../../engine/chain/chainEvent.js';
import { followChain } from '../../engine/chain/followChain.js';
import { createRpcClient } from '../../engine/chain/rpcClient.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { createState } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';
import { SIMULATED_CONTRACTS } from '../harness/simulatedLogs.js';
import type { Synced } from './sync.bench.js';

const LIVE_BLOCKS = 300;
const POLL_INTERVAL = 20;
/** Blocks a plain loop asks for at once: viem takes no answer longer than 10 MB. */
const PLAIN_RANGE = 250;

const [how, rpcUrl, file] = process.argv.slice(2) as [string, string, string];
const store = openChainStore({
  file,
  chain: { chainId: 31_337, ...SIMULATED_CONTRACTS },
  now: () => new Date(),
  onDamaged: (_, problem) => {
    throw new Error(problem);
  },
});
const state = createState({ store, newEpoch: () => 'epoch0001' });
const synced = how === 'plain' ? await loopPlainly() : await follow();
const { block } = state.snapshot(1)?.state ?? {};
if (!block) throw new Error('nothing was read');
store.close();
console.log(JSON.stringify({ ...synced, peakRss: peakRss() }));
process.exit(0);

async function follow(): Promise<Omit<Synced, 'peakRss'>> {
  const stop = new AbortController();
  const [committed, mined]: [number[], number[]] = [[], []];
  const begun = performance.now();
  let [seconds, cpu] = [0, 0];
  let askedAt = 0;
  const events = followChain({
    clients: [createRpcClient({ url: rpcUrl })],
    chainId: 31_337,
    contracts: SIMULATED_CONTRACTS,
    resume: state.resume(),
    pollInterval: POLL_INTERVAL,
    reorgWindow: 180,
    rate: 1e6,
    random: Math.random,
    report: (notice) => {
      if (notice.type === 'trouble') throw notice.error;
    },
    signal: stop.signal,
  });
  const mine = async () => {
    await setTimeout(Math.random() * POLL_INTERVAL);
    askedAt = performance.now();
    await rpc('bench_mine');
  };
  for await (const event of events) {
    const seen = performance.now();
    state.apply(event);
    const now = performance.now();
    if (event.type === 'live') {
      [seconds, cpu] = [(now - begun) / 1000, cpuSeconds()];
      void mine();
    } else if (seconds > 0 && event.type === 'block') {
      committed.push(now - seen);
      mined.push(now - askedAt);
      if (mined.length === LIVE_BLOCKS) stop.abort();
      else void mine();
    }
  }
  return { seconds, cpu, committed, mined };
}

/** Ranges of events as viem decodes them, and no doubt about any. */
async function loopPlainly(): Promise<Omit<Synced, 'peakRss'>> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const begun = performance.now();
  const head = Number(await client.getBlockNumber());
  state.apply({ type: 'start', origin: refOf(0n, `0x${'00'.repeat(32)}`), reason: 'first' });
  for (let from = 0; from <= head; from += PLAIN_RANGE) {
    const to = Math.min(head, from + PLAIN_RANGE - 1);
    const logs = await client.getContractEvents({
      address: SIMULATED_CONTRACTS.layerToken,
      abi: layerTokenAbi,
      fromBlock: BigInt(from),
      toBlock: BigInt(to),
      strict: true,
    });
    const blocks: BlockEvents[] = [];
    for (const log of logs) {
      const event = await eventOf(log, client);
      if (!event) continue;
      const last = blocks.at(-1);
      if (last?.block.hash === log.blockHash) last.events.push(event);
      else blocks.push({ block: refOf(log.blockNumber, log.blockHash), events: [event] });
    }
    const through = blocks.at(-1)?.block ?? refOf(BigInt(to), `0x${'00'.repeat(32)}`);
    state.apply({ type: 'backfill', through, blocks });
  }
  return { seconds: (performance.now() - begun) / 1000, cpu: cpuSeconds(), committed: [], mined: [] };
}

type PlainClient = ReturnType<typeof createPublicClient>;
type PlainLog = Awaited<ReturnType<typeof plainLogs>>[number];
const plainLogs = (client: PlainClient) => client.getContractEvents({ abi: layerTokenAbi, strict: true });

async function eventOf({ eventName, args }: PlainLog, client: PlainClient): Promise<WorkEvent | null> {
  switch (eventName) {
    case 'WorkCreated': {
      const { artist, layers, entropy, manifestHash } = args;
      const manifest = await client.readContract({
        address: SIMULATED_CONTRACTS.layerToken,
        abi: layerTokenAbi,
        functionName: 'manifestOf',
        args: [args.workId],
      });
      const manifestBytes = new Uint8Array(Buffer.from(manifest.slice(2), 'hex'));
      const work = { work: Number(args.workId), artist, layers: Number(layers), entropy, manifestHash, manifestBytes };
      return { type: 'workCreated', ...work };
    }
    case 'SchemaSet':
      return { type: 'schemaSet', ...tokenOf(args.tokenId), bounds: wordOf(args.bounds), word: wordOf(args.word) };
    case 'Transfer':
      return { type: 'transfer', ...tokenOf(args.id), from: args.from, to: args.to };
    case 'StyleChanged': {
      const words = { previousWord: wordOf(args.previousWord), newWord: wordOf(args.newWord) };
      return { type: 'styleChanged', ...tokenOf(args.tokenId), by: args.by, ...words };
    }
    default:
      return null;
  }
}

/** Megabytes. What `resourceUsage` says begins with what the process had that started this one. */
function peakRss(): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function refOf(number: bigint, hash: Hex) {
  return { number: Number(number), hash, time: 0 };
}

function tokenOf(tokenId: bigint) {
  return { work: Number(tokenId >> 16n), index: Number(tokenId & 0xffffn) };
}

function wordOf(bits: bigint): Hex {
  return `0x${bits.toString(16).padStart(64, '0')}`;
}

async function rpc(method: string, ...params: string[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(rpcUrl, { method: 'POST', headers, body }).then((response) => response.json())).result;
}
