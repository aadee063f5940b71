import { concatHex, keccak256, size, toRlp } from 'viem';
import type { Hex } from '../protocol/primitives.js';

/** A transaction's receipt as a node tells it, as far as the block's receipts root covers it. */
export interface Receipt {
  blockHash: Hex;
  /** EIP-2718: `0x0` or missing for a legacy transaction. */
  type?: Hex;
  /** Since Byzantium; before, `root`. */
  status?: Hex;
  root?: Hex;
  cumulativeGasUsed: Hex;
  logsBloom: Hex;
  logs: ReceiptLog[];
}

export interface ReceiptLog {
  address: Hex;
  topics: Hex[];
  data: Hex;
  blockHash: Hex;
  blockNumber: Hex;
  logIndex: Hex;
}

/**
 * The root of the trie of a block's receipts, which the block's header holds (Ethereum yellow paper §4.3.2, EIP-2718):
 * receipts of which not a byte is missing or changed give it, and no others do.
 */
export function receiptsRoot(receipts: readonly Receipt[]): Hex {
  const entries = receipts.map((receipt, index) => ({
    path: nibblesOf(toRlp(quantity(index))),
    value: encodeReceipt(receipt),
  }));
  return keccak256(toRlp(entries.length === 0 ? '0x' : trieNode(entries, 0)));
}

interface Entry {
  /** The key's hex digits. The RLP of a number is never the beginning of another's, so none ends inside the trie. */
  path: string;
  value: Hex;
}

/** What RLP encodes. */
type Item = Hex | Item[];

function encodeReceipt({ type = '0x0', status, root, cumulativeGasUsed, logsBloom, logs }: Receipt): Hex {
  const outcome = status === undefined ? (root ?? '0x') : quantity(Number(status));
  const kept = logs.map(({ address, topics, data }): Item => [address, topics, data]);
  const payload = toRlp([outcome, quantity(Number(cumulativeGasUsed)), logsBloom, kept]);
  return Number(type) === 0 ? payload : concatHex([`0x${Number(type).toString(16).padStart(2, '0')}`, payload]);
}

/** The node of all entries that share their path's first digits (yellow paper, appendix D). */
function trieNode(entries: readonly Entry[], depth: number): Item[] {
  const [first] = entries;
  if (!first) throw new RangeError('a node of a trie has an entry');
  if (entries.length === 1) return [compact(first.path.slice(depth), true), first.value];
  let shared = depth;
  while (entries.every(({ path }) => path.charAt(shared) === first.path.charAt(shared))) shared += 1;
  if (shared > depth) return [compact(first.path.slice(depth, shared), false), nodeReference(entries, shared)];
  const children = [...'0123456789abcdef'].map((digit): Item => {
    const below = entries.filter(({ path }) => path.charAt(depth) === digit);
    return below.length === 0 ? '0x' : nodeReference(below, depth + 1);
  });
  return [...children, '0x'];
}

/** A node stands in its parent itself when it is shorter than its hash. */
function nodeReference(entries: readonly Entry[], depth: number): Item {
  const node = trieNode(entries, depth);
  const encoded = toRlp(node);
  return size(encoded) < 32 ? node : keccak256(encoded);
}

/** Hex digits as whole bytes, led by whether the path ends here and whether their count is odd. */
function compact(path: string, isLeaf: boolean): Hex {
  const isOdd = path.length % 2 === 1;
  return `0x${(isLeaf ? 2 : 0) + (isOdd ? 1 : 0)}${isOdd ? '' : '0'}${path}`;
}

/** A number as RLP wants it: no leading zeros, and nothing at all for 0. */
function quantity(value: number): Hex {
  if (value === 0) return '0x';
  const digits = value.toString(16);
  return digits.length % 2 === 0 ? `0x${digits}` : `0x0${digits}`;
}

const nibblesOf = (bytes: Hex) => bytes.slice(2);
