import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, createWalletClient, encodeFunctionData, http, type PublicClient } from 'viem';
import { type HDAccount, mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { createWork } from '../../engine/chain/createWork.js';
import { sendTransaction } from '../../engine/chain/sendTransaction.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { boundsOf, firstWord } from '../../engine/scene/leverValue.js';
import type { Lever } from '../../engine/scene/manifest.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import { encodeChanges, type LeverChange } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { deploySeries } from './deploySeries.js';
import { freePort } from './freePort.js';
import { tinyManifest } from './tinyManifest.js';
import { waitFor } from './waitFor.js';

/** npm runs every command of the project in its root. */
export const TINY_MODEL = join(process.cwd(), 'test/fixtures/tinyModel');

/** A real chain with the real contracts and one small work, painted by the tiny model. */
export interface TestChain {
  rpcUrl: string;
  layerToken: Hex;
  featuredMessages: Hex;
  /** By token index; the first is the artist's. */
  owners: HDAccount[];
  client: PublicClient;
  /** The server's environment for this chain. */
  env: Record<string, string>;
  /** The style word of a token of work 1, as the contract has it. */
  wordOf(index: number): Promise<Hex>;
  /** Moves levers of a token of work 1 by its owner's wallet, and waits until it is mined. */
  restyle(index: number, changes: LeverChange[]): Promise<void>;
  /** Posts a token's message by its owner's wallet, and waits until it is mined. */
  post(index: number, text: string, link: string): Promise<void>;
  /** The metadata the contract gives of a token of work 1. */
  tokenURI(index: number): Promise<string>;
  /** Replaces the node by one that knows nothing, at the same address. */
  lose(): Promise<void>;
  /** Deploys the contracts and creates the work again, at the same addresses, on a node that lost its chain. */
  build(): Promise<void>;
  /** Creates another work with whatever manifest bytes, of as many tokens as levers are given for; of one layer without any. */
  createWork(manifestBytes: Uint8Array, levers?: readonly (readonly Lever[])[]): Promise<number>;
  end(): Promise<void>;
}

const MNEMONIC = 'test test test test test test test test test test test junk';

/**
 * @param manifest    of the small work: a master and two layers
 * @param messageFee  wei
 */
export async function openChain(manifest = tinyManifest(), messageFee = 0n): Promise<TestChain> {
  const port = await freePort();
  const rpcUrl = `http://127.0.0.1:${port}`;
  let anvil = startAnvil(port);
  const client = createPublicClient({ chain: foundry, transport: http(rpcUrl), pollingInterval: 50, cacheTime: 0 });
  await waitFor('anvil to answer', () => client.getChainId().catch(() => null));

  const accounts = [0, 1].map((addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }));
  const [artist, collector] = accounts as [HDAccount, HDAccount];
  const owners = [artist, artist, collector];
  const walletOf = (account: HDAccount) => createWalletClient({ account, chain: foundry, transport: http(rpcUrl) });

  const folder = mkdtempSync(join(tmpdir(), 'pentimento-chain-'));
  const build = async () => {
    const { contracts } = await deploySeries(client, walletOf(artist), join(folder, 'deployment.json'), messageFee);
    await createWork({
      client,
      wallet: walletOf(artist),
      layerToken: contracts.layerToken.address,
      entropy: `0x${'5e'.repeat(32)}`,
      manifestBytes: packManifest(manifest),
      tokens: [manifest.master, ...manifest.layers].map(({ levers }, index) => ({
        owner: owners[index]!.address,
        bounds: boundsOf(levers),
        word: firstWord(levers),
      })),
    });
    return contracts;
  };
  const contracts = await build();
  const [layerToken, featuredMessages] = [contracts.layerToken.address, contracts.featuredMessages.address];

  const stop = async () => {
    const exited = once(anvil, 'exit');
    anvil.kill('SIGTERM');
    await exited;
  };
  const styleOf = (index: number) =>
    client.readContract({
      address: layerToken,
      abi: layerTokenAbi,
      functionName: 'styleOf',
      args: [tokenIdOf(1, index)],
    });

  return {
    rpcUrl,
    layerToken,
    featuredMessages,
    owners,
    client,
    build: async () => void (await build()),
    env: {
      RPC_URL: rpcUrl,
      DEPLOYMENT: join(folder, 'deployment.json'),
      MODEL_DIR: TINY_MODEL,
      PAINTERS: '1',
    },
    wordOf: async (index) => `0x${(await styleOf(index)).toString(16).padStart(64, '0')}`,
    async restyle(index, changes) {
      const contract = { address: layerToken, abi: layerTokenAbi } as const;
      const tokenId = tokenIdOf(1, index);
      const revision = Number(((await styleOf(index)) >> 192n) & 0xffff_ffffn);
      const args = [tokenId, encodeChanges(changes), revision] as const;
      const data = encodeFunctionData({ ...contract, functionName: 'setStyle', args });
      await sendTransaction(client, walletOf(owners[index]!), {
        what: 'restyling',
        to: layerToken,
        data,
        abi: layerTokenAbi,
      });
    },
    async post(index, text, link) {
      const abi = featuredMessagesAbi;
      const data = encodeFunctionData({ abi, functionName: 'post', args: [tokenIdOf(1, index), text, link] });
      await sendTransaction(client, walletOf(owners[index]!), { what: 'posting', to: featuredMessages, data, abi });
    },
    tokenURI: (index) =>
      client.readContract({
        address: layerToken,
        abi: layerTokenAbi,
        functionName: 'tokenURI',
        args: [tokenIdOf(1, index)],
      }),
    createWork(manifestBytes, levers = [[], []]) {
      const entropy = `0x${'e5'.repeat(32)}` as const;
      return createWork({
        client,
        wallet: walletOf(artist),
        layerToken,
        entropy,
        manifestBytes,
        tokens: levers.map((of) => ({ owner: artist.address, bounds: boundsOf(of), word: firstWord(of) })),
      });
    },
    async lose() {
      await stop();
      anvil = startAnvil(port);
      await waitFor('anvil to answer', () => client.getChainId().catch(() => null));
    },
    async end() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** By its binary: the npm launcher would have to be trusted to pass signals on. */
function startAnvil(port: number): ChildProcess {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const binary = createRequire(join(process.cwd(), 'package.json')).resolve(
    `@foundry-rs/anvil-${process.platform}-${arch}/bin/anvil`,
  );
  return spawn(binary, ['--port', String(port), '--silent'], { stdio: 'ignore' });
}
