/**
 * A node of a chain on this machine, for `sync.bench.ts`: JSON-RPC over HTTP in a process of its own, its answers made
 * before they are asked for, so that what is measured is whoever asks. Prints its port. `bench_mine` adds a block with a
 * restyle.
 *
 * The chain: one work a block, then restyles, ten a block, then as many blocks without an event as a follower reads with
 * every header.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeFunctionData, encodeFunctionResult, toHex } from 'viem';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { WorkEvent } from '../../engine/chain/chainEvent.js';
import { type Receipt, type ReceiptLog, receiptsRoot } from '../../engine/chain/receiptsRoot.js';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import { bytes32, owner } from '../harness/randomBlock.js';
import { bloomOf, logOf } from '../harness/simulatedLogs.js';
import { benchManifest, CODE, LAYERS, QUIET_BLOCKS, RESTYLES, RESTYLES_A_BLOCK, WORKS } from './syncChain.js';

interface MinedBlock {
  header: string;
  /** The block's logs as JSON, without the brackets. */
  logs: string;
  receipts: string;
}

const manifest = benchManifest();
const mined: MinedBlock[] = [];
const byHash = new Map<string, MinedBlock>();
let parentHash = bytes32('nothing');
const words = Array.from({ length: WORKS }, () => [...manifest.words]);
let restyles = 0;

function mine(eventsOf: (block: BlockRef) => WorkEvent[]): void {
  const number = mined.length;
  const block = { number, hash: bytes32(`block ${number}`), time: 1_700_000_000 + number * 12 };
  const logs = eventsOf(block).map((event, at) => ({
    ...logOf(event, block, at),
    transactionHash: bytes32(`transaction ${number}`),
    transactionIndex: '0x0',
    removed: false,
  }));
  const receipts = logs.length > 0 ? [receiptOf(block.hash, logs)] : [];
  const header = JSON.stringify({
    number: toHex(number),
    hash: block.hash,
    parentHash,
    timestamp: toHex(block.time),
    logsBloom: bloomOf(logs),
    receiptsRoot: receiptsRoot(receipts),
    transactions: receipts.map(() => bytes32(`transaction ${number}`)),
  });
  const made = { header, logs: logs.map((log) => JSON.stringify(log)).join(), receipts: JSON.stringify(receipts) };
  mined.push(made);
  byHash.set(block.hash, made);
  parentHash = block.hash;
}

const receiptOf = (blockHash: Hex, logs: ReceiptLog[]): Receipt => ({
  blockHash,
  type: '0x2',
  status: '0x1',
  cumulativeGasUsed: '0x5208',
  logsBloom: bloomOf(logs),
  logs,
});

function createWork(work: number): WorkEvent[] {
  const { bytes, hash, words, bounds } = manifest;
  const artist = owner(7);
  const entropy = bytes32(`entropy ${work}`);
  return [
    { type: 'workCreated', work, artist, layers: LAYERS, entropy, manifestHash: hash, manifestBytes: bytes },
    ...words.flatMap((word, index): WorkEvent[] => [
      { type: 'transfer', work, index, from: `0x${'00'.repeat(20)}`, to: owner(index) },
      { type: 'schemaSet', work, index, bounds: bounds[index] ?? word, word },
    ]),
  ];
}

/** Lever 0 of another token each time, and the revision one higher. */
function restyle(): WorkEvent {
  const work = (restyles % WORKS) + 1;
  const index = 1 + (Math.floor(restyles / WORKS) % LAYERS);
  const ofWork = words[work - 1] ?? [];
  const previousWord = ofWork[index] ?? '0x0';
  const newWord = toHex((BigInt(previousWord) & ~0xffffn) + (1n << 192n) + BigInt(restyles % 4), { size: 32 });
  ofWork[index] = newWord;
  restyles += 1;
  return { type: 'styleChanged', work, index, by: owner(index), previousWord, newWord };
}

mine(() => []);
for (let work = 1; work <= WORKS; work++) mine(() => createWork(work));
while (restyles < RESTYLES) mine(() => Array.from({ length: RESTYLES_A_BLOCK }, restyle));
for (let quiet = 0; quiet < QUIET_BLOCKS; quiet++) mine(() => []);

const header = (tag: string) =>
  mined[tag === 'latest' ? mined.length - 1 : tag === 'finalized' ? mined.length - 65 : Number(tag)]?.header ?? 'null';

/** The result of a call as JSON. */
function resultOf(method: string, [first]: readonly unknown[]): string {
  switch (method) {
    case 'eth_blockNumber':
      return JSON.stringify(toHex(mined.length - 1));
    case 'eth_chainId':
      return '"0x7a69"';
    case 'eth_getCode':
      return JSON.stringify(CODE);
    case 'eth_getBlockByNumber':
      return header(first as string);
    case 'eth_getBlockByHash':
      return byHash.get(first as Hex)?.header ?? 'null';
    case 'eth_getBlockReceipts':
      return byHash.get(first as Hex)?.receipts ?? 'null';
    case 'eth_getLogs': {
      const { fromBlock, toBlock, blockHash } = first as { fromBlock: Hex; toBlock: Hex; blockHash?: Hex };
      const blocks = blockHash ? [byHash.get(blockHash)] : mined.slice(Number(fromBlock), Number(toBlock) + 1);
      return `[${blocks.flatMap((block) => block?.logs || []).join()}]`;
    }
    case 'eth_call': {
      const { functionName } = decodeFunctionData({ abi: layerTokenAbi, data: (first as { data: Hex }).data });
      return functionName === 'deployBlock' ? deployBlockAnswer : manifestAnswer;
    }
    case 'bench_mine':
      mine(() => [restyle()]);
      return String(mined.length - 1);
    default:
      throw new Error(`the node does not know ${method}`);
  }
}
const answer = (functionName: 'deployBlock' | 'manifestOf', result: never) =>
  JSON.stringify(encodeFunctionResult({ abi: layerTokenAbi, functionName, result }));
const deployBlockAnswer = answer('deployBlock', 0n as never);
const manifestAnswer = answer('manifestOf', toHex(manifest.bytes) as never);

interface Call {
  id: number;
  method: string;
  params?: never[];
}
const reply = ({ id, method, params = [] }: Call) =>
  `{"jsonrpc":"2.0","id":${id},"result":${resultOf(method, params)}}`;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const calls: Call | Call[] = JSON.parse(body);
  response.setHeader('content-type', 'application/json');
  response.end(Array.isArray(calls) ? `[${calls.map(reply).join()}]` : reply(calls));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
