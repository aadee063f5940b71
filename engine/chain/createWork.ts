import { bytesToHex, encodeFunctionData, type PublicClient, parseEventLogs } from 'viem';
import { layerTokenAbi } from '../abi/layerToken.gen.js';
import { ChainUnreachable } from '../errors/chainErrors.js';
import { TransactionFailed } from '../errors/deployErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';
import { rpcProblem } from './rpcProblem.js';
import { type PlannedTransaction, sendTransaction, type Wallet } from './sendTransaction.js';

/** One token of a work to be created. */
export interface TokenSetup {
  owner: Hex;
  /** 12 × u16, the largest index of each lever. */
  bounds: Hex;
  /** The first style word. */
  word: Hex;
}

/** A work to be created. */
export interface WorkSetup {
  layerToken: Hex;
  /** The artist's 32 bytes; no two works of a series share them. */
  entropy: Hex;
  /** Raw DEFLATE of the manifest's JSON. */
  manifestBytes: Uint8Array;
  /** By index: the master, then the layers back to front. */
  tokens: readonly TokenSetup[];
}

export interface CreateWorkOptions extends WorkSetup {
  client: PublicClient;
  /** The artist's. */
  wallet: Wallet;
}

/**
 * Creates a work, unless the series has one of the same entropy and manifest already.
 * @returns the work's id
 * @throws ChainUnreachable, TransactionFailed
 */
export async function createWork({ client, wallet, ...setup }: CreateWorkOptions): Promise<number> {
  const existing = await findWork(client, setup);
  if (existing !== null) return existing;
  const planned = planWork(setup);
  const { logs } = await sendTransaction(client, wallet, planned);
  const [created] = parseEventLogs({ abi: layerTokenAbi, eventName: 'WorkCreated', logs });
  if (!created) throw new TransactionFailed(hostOf(client), planned.what, `${setup.layerToken} is no LayerToken`);
  return Number(created.args.workId);
}

/** The transaction that creates a work. */
export function planWork({ layerToken, entropy, manifestBytes, tokens }: WorkSetup): PlannedTransaction {
  const setups = tokens.map(({ owner, bounds, word }) => ({ owner, bounds: BigInt(bounds), word: BigInt(word) }));
  const args = [entropy, bytesToHex(manifestBytes), setups] as const;
  return {
    what: `creating a work of ${tokens.length} tokens`,
    to: layerToken,
    data: encodeFunctionData({ abi: layerTokenAbi, functionName: 'createWork', args }),
    abi: layerTokenAbi,
  };
}

/**
 * @returns the id of the series' work of the same entropy and manifest, or null
 * @throws ChainUnreachable
 */
export async function findWork(client: PublicClient, setup: WorkSetup): Promise<number | null> {
  const contract = { address: setup.layerToken, abi: layerTokenAbi } as const;
  const manifest = bytesToHex(setup.manifestBytes);
  try {
    const works = Number(await client.readContract({ ...contract, functionName: 'works' }));
    for (let work = 1; work <= works; work++) {
      const args = [BigInt(work)] as const;
      const [entropy] = await client.readContract({ ...contract, functionName: 'workOf', args });
      if (entropy !== setup.entropy) continue;
      if ((await client.readContract({ ...contract, functionName: 'manifestOf', args })) === manifest) return work;
    }
    return null;
  } catch (error) {
    throw new ChainUnreachable(hostOf(client), rpcProblem(error));
  }
}
