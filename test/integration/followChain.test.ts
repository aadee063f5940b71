import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Account,
  type Chain,
  createWalletClient,
  http,
  type TestClient,
  type Transport,
  type WalletClient,
} from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { bloomBitsOf, bloomMayHold } from '../../engine/chain/bloom.js';
import type { ChainEvent } from '../../engine/chain/chainEvent.js';
import { type ChainPlace, checkChain } from '../../engine/chain/checkChain.js';
import { createWork } from '../../engine/chain/createWork.js';
import { deployContracts } from '../../engine/chain/deployContracts.js';
import { followChain } from '../../engine/chain/followChain.js';
import { type Receipt, receiptsRoot } from '../../engine/chain/receiptsRoot.js';
import { createRpcClient } from '../../engine/chain/rpcClient.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { createState, type State } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';
import { anvilUrl, createAnvilClient } from '../../server/world/anvilClient.js';
import { demoWallets } from '../../server/world/demoWallets.js';
import { type Anvil, startAnvil } from '../../server/world/startAnvil.js';
import { freePort } from '../harness/freePort.js';
import { waitFor } from '../harness/waitFor.js';

const { artist, owners } = demoWallets();
const MANIFEST = new TextEncoder().encode('a manifest');
const FIRST_WORD: Hex = `0x00ffffff00000000${'0'.repeat(48)}`;
const BOUNDS: Hex = `0x${'ff'.padStart(64, '0')}`;

let folder: string;
let anvil: Anvil;
let node: TestClient<'anvil'>;
let url: string;
let place: ChainPlace;
let deployBlock: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-follow-'));
  const port = await freePort();
  anvil = await startAnvil(folder, port);
  node = createAnvilClient(port);
  url = anvilUrl(port);
  const client = createRpcClient({ url });
  const wallet = walletOf(artist.privateKey);
  const series = { cap: 529, publicUrl: 'http://localhost', messageFee: 0n, messageCooldown: 0 };
  const deployment = await deployContracts({ client, wallet, series });
  deployBlock = deployment.deployBlock;
  const { layerToken, featuredMessages } = deployment;
  const tokens = owners.map(({ address }) => ({ owner: address, bounds: BOUNDS, word: FIRST_WORD }));
  const entropy: Hex = `0x${'5e'.repeat(32)}`;
  await createWork({ client, wallet, layerToken, entropy, manifestBytes: MANIFEST, tokens });
  place = { client, chainId: foundry.id, contracts: { layerToken, featuredMessages } };
});

afterAll(async () => {
  anvil.process.kill('SIGKILL');
  await anvil.exited;
  rmSync(folder, { recursive: true });
});

describe('followChain on anvil', () => {
  it('tells a work with its manifest, then each restyle and message as it is mined', async () => {
    const gallery = follow();
    await gallery.until('the work', () => gallery.state.snapshot(1) !== null);
    expect(gallery.state.works()).toMatchObject([
      { work: 1, artist: artist.address, layers: 2, manifestBytes: MANIFEST },
    ]);

    const before = gallery.state.snapshot(1)!;
    await restyle(1, 7);
    await gallery.until('the restyle', () => gallery.state.snapshot(1)!.seq > before.seq);
    expect(BigInt(gallery.state.snapshot(1)!.state.tokens[1]!.word) & 0xffffn).toBe(7n);

    await post(2, 'évening 🌒', 'https://example.org/');
    await gallery.until('the message', () => gallery.state.snapshot(1)!.state.messages.length === 1);
    expect(gallery.state.snapshot(1)!.state.messages[0]).toMatchObject({ token: 2, text: 'évening 🌒' });

    const told = gallery.events.length;

    await gallery.looks(5);
    // The local chain may mine an empty block meanwhile, as it does every few seconds; nothing else is told.
    const idle = gallery.events.slice(told).filter((event) => event.type !== 'block' || event.events.length > 0);
    expect(idle).toEqual([]);
    await gallery.close();
  });

  it('goes back with a reorg and agrees with a fresh follower', async () => {
    const gallery = follow();
    await gallery.until('the head', () => gallery.isLive());
    const before = gallery.state.snapshot(1)!;
    const checkpoint = await node.snapshot();
    await restyle(2, 9);
    await restyle(1, 9);
    await gallery.until('the restyles', () => gallery.state.snapshot(1)!.seq === before.seq + 2);

    await node.revert({ id: checkpoint });
    await restyle(0, 3);
    await gallery.until('the other fork', () => BigInt(gallery.state.snapshot(1)!.state.tokens[0]!.word) & 0xffffn);
    expect(gallery.events.map((event) => event.type)).toContain('reorg');
    expect(gallery.state.snapshot(1)!.state.tokens.slice(1)).toEqual(before.state.tokens.slice(1));

    await node.request({ method: 'anvil_reorg', params: [1, []] } as never);
    await node.mine({ blocks: 1 });
    await gallery.until('the restyle to be gone', () => gallery.state.snapshot(1)!.stateHash === before.stateHash);

    const fresh = follow();
    await fresh.until('the head', () => fresh.isLive());
    expect(fresh.state.snapshot(1)!.state).toEqual(gallery.state.snapshot(1)!.state);
    await Promise.all([gallery.close(), fresh.close()]);
  });

  it('goes on from where a closed one was', async () => {
    const file = join(folder, 'resumed.db');
    const first = follow(file);
    await first.until('the head', () => first.isLive());
    const before = first.state.snapshot(1)!;
    await first.close();
    await restyle(1, 21);

    const second = follow(file);
    expect(second.state.snapshot(1)).toEqual(before);
    await second.until('the head', () => second.isLive());
    expect(second.events.filter((event) => event.type === 'start' || event.type === 'backfill')).toEqual([]);
    expect(BigInt(second.state.snapshot(1)!.state.tokens[1]!.word) & 0xffffn).toBe(21n);
    expect(second.state.history(1, 1).length).toBeGreaterThan(1);
    await second.close();
  });

  it('reads settled history by range into the same state', async () => {
    const gallery = follow();
    await gallery.until('the head', () => gallery.isLive());
    await node.mine({ blocks: 200, interval: 12 });
    const fresh = follow();
    await fresh.until('the head', () => fresh.isLive());
    expect(fresh.events[1]).toMatchObject({ type: 'backfill' });
    expect(fresh.state.snapshot(1)!.state).toEqual(gallery.state.snapshot(1)!.state);
    await Promise.all([gallery.close(), fresh.close()]);
  });

  it('refuses another chain and an address without code', async () => {
    const nobody: Hex = `0x${'ab'.repeat(20)}`;
    await expect(checkChain({ ...place, chainId: 1 })).rejects.toMatchObject({ name: 'WrongChain' });
    const contracts = { ...place.contracts, featuredMessages: nobody };
    await expect(checkChain({ ...place, contracts })).rejects.toMatchObject({ name: 'NoContract' });
  });

  it('finds a contract in the bloom of a real block', async () => {
    const head = await place.client.getBlock({ blockNumber: BigInt(deployBlock) });
    const mined = await restyle(1, 30);
    const block = await place.client.getBlock({ blockHash: mined });
    expect(bloomMayHold(block.logsBloom!, bloomBitsOf(place.contracts.layerToken))).toBe(true);
    expect(bloomMayHold(head.logsBloom!, bloomBitsOf(place.contracts.featuredMessages))).toBe(false);
  });

  it.each([0, 1, 2, 17, 130, 300])('computes the receipts root of a real block of %i transactions', async (count) => {
    const wallet = walletOf(artist.privateKey);
    const to = owners[0]!.address;
    const nonce = await place.client.getTransactionCount({ address: artist.address });
    // The local chain mines at each transaction, and every few seconds: neither here.
    await node.setIntervalMining({ interval: 0 });
    for (let at = 0; at < count; at++) {
      await wallet.sendTransaction({
        to,
        value: 1n,
        gas: 21_000n,
        nonce: nonce + at,
        type: at % 3 ? 'eip1559' : 'legacy',
      });
    }
    await node.mine({ blocks: 1 });
    await node.setAutomine(true);
    const block = await place.client.getBlock();
    const receipts = await place.client.request<{ ReturnType: Receipt[]; Parameters: [Hex]; Method: string }>({
      method: 'eth_getBlockReceipts',
      params: [block.hash],
    });
    expect(receipts).toHaveLength(count);
    expect(receiptsRoot(receipts)).toBe(block.receiptsRoot);
  });
});

/** A follower that feeds a state of its own. */
function follow(file = ':memory:') {
  const store = openChainStore({
    file,
    chain: { chainId: place.chainId, ...place.contracts },
    now: () => new Date(0),
    onDamaged: () => undefined,
  });
  const state: State = createState({ store, newEpoch: () => 'epoch0001' });
  const aborter = new AbortController();
  const events: ChainEvent[] = [];
  let looks = 0;
  const running = (async () => {
    const { client, ...chain } = place;
    const options = {
      ...chain,
      clients: [client],
      resume: state.resume(),
      pollInterval: 20,
      rate: 10_000,
      reorgWindow: 120,
      random: Math.random,
      signal: aborter.signal,
    };
    const pause = async (ms: number) => {
      looks += 1;
      await new Promise((resolve) => setTimeout(resolve, ms));
    };
    for await (const event of followChain({ ...options, report: () => undefined, pause })) {
      state.apply(event);
      events.push(event);
    }
  })();
  return {
    state,
    events,
    isLive: () => events.some((event) => event.type === 'live'),
    until: async (what: string, condition: () => unknown) => {
      await waitFor(what, () => Boolean(condition()));
    },
    looks: async (count: number) => {
      const end = looks + count;
      await waitFor(`${count} more looks`, () => looks >= end);
    },
    close: async () => {
      aborter.abort();
      await running;
      store.close();
    },
  };
}

function walletOf(privateKey: Hex): WalletClient<Transport, Chain, Account> {
  return createWalletClient({ account: privateKeyToAccount(privateKey), chain: foundry, transport: http(url) });
}

/** Moves lever 0 of a token of work 1. @returns the hash of the block that did */
async function restyle(index: number, value: number): Promise<Hex> {
  const tokenId = tokenIdOf(index);
  const contract = { address: place.contracts.layerToken, abi: layerTokenAbi } as const;
  const word = await place.client.readContract({ ...contract, functionName: 'styleOf', args: [tokenId] });
  const revision = Number((word >> 192n) & 0xffff_ffffn);
  const changes: Hex = `0x00${value.toString(16).padStart(4, '0')}`;
  const wallet = walletOf(owners[index]!.privateKey);
  const hash = await wallet.writeContract({
    ...contract,
    functionName: 'setStyle',
    args: [tokenId, changes, revision],
  });
  return (await place.client.waitForTransactionReceipt({ hash, pollingInterval: 20 })).blockHash;
}

async function post(index: number, text: string, link: string): Promise<void> {
  const hash = await walletOf(owners[index]!.privateKey).writeContract({
    address: place.contracts.featuredMessages,
    abi: featuredMessagesAbi,
    functionName: 'post',
    args: [tokenIdOf(index), text, link],
  });
  await place.client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
}

const tokenIdOf = (index: number) => (1n << 16n) | BigInt(index);
