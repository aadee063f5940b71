import {
  type Account,
  bytesToHex,
  type Chain,
  type PublicClient,
  parseEventLogs,
  type Transport,
  type WalletClient,
} from 'viem';
import { layerTokenAbi } from '../abi/layerToken.gen.js';
import { TransactionFailed } from '../errors/deployErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';
import { sendTransaction } from './sendTransaction.js';

/** One token of a work to be created. */
export interface TokenSetup {
  owner: Hex;
  /** 12 × u16, the largest index of each lever. */
  bounds: Hex;
  /** The first style word. */
  word: Hex;
}

export interface CreateWorkOptions {
  client: PublicClient;
  /** The artist's. */
  wallet: WalletClient<Transport, Chain, Account>;
  layerToken: Hex;
  /** The artist's 32 bytes; no two works of a series share them. */
  entropy: Hex;
  /** Raw DEFLATE of the manifest's JSON. */
  manifestBytes: Uint8Array;
  /** By index: the master, then the layers back to front. */
  tokens: readonly TokenSetup[];
}

/**
 * Creates a work, unless the series has one of the same entropy and manifest already.
 * @returns the work's id
 * @throws TransactionFailed
 */
export async function createWork(options: CreateWorkOptions): Promise<number> {
  const { client, wallet, layerToken, entropy, tokens } = options;
  const manifest = bytesToHex(options.manifestBytes);
  const existing = await findWork(client, layerToken, entropy, manifest);
  if (existing !== null) return existing;
  const setups = tokens.map(({ owner, bounds, word }) => ({ owner, bounds: BigInt(bounds), word: BigInt(word) }));
  const what = `creating a work of ${tokens.length} tokens`;
  const { logs } = await sendTransaction(client, what, () =>
    wallet.writeContract({
      address: layerToken,
      abi: layerTokenAbi,
      functionName: 'createWork',
      args: [entropy, manifest, setups],
    }),
  );
  const [created] = parseEventLogs({ abi: layerTokenAbi, eventName: 'WorkCreated', logs });
  if (!created) throw new TransactionFailed(hostOf(client), what, `${layerToken} is no LayerToken`);
  return Number(created.args.workId);
}

async function findWork(client: PublicClient, layerToken: Hex, entropy: Hex, manifest: Hex): Promise<number | null> {
  const contract = { address: layerToken, abi: layerTokenAbi } as const;
  const works = Number(await client.readContract({ ...contract, functionName: 'works' }));
  for (let work = 1; work <= works; work++) {
    const args = [BigInt(work)] as const;
    const [itsEntropy] = await client.readContract({ ...contract, functionName: 'workOf', args });
    if (itsEntropy !== entropy) continue;
    if ((await client.readContract({ ...contract, functionName: 'manifestOf', args })) === manifest) return work;
  }
  return null;
}
