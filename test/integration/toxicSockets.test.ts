import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWalletClient, http, type TestClient } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import type { ChainEvent } from '../../engine/chain/chainEvent.js';
import type { Contracts } from '../../engine/chain/checkChain.js';
import { deployContracts } from '../../engine/chain/deployContracts.js';
import { type FollowNotice, followChain } from '../../engine/chain/followChain.js';
import { createRpcClient } from '../../engine/chain/rpcClient.js';
import { wakeOnHeads } from '../../engine/chain/wakeOnHeads.js';
import { createAnvilClient } from '../../server/world/anvilClient.js';
import { demoWallets } from '../../server/world/demoWallets.js';
import { type Anvil, startAnvil } from '../../server/world/startAnvil.js';
import { openToxicProxy, type ToxicProxy } from '../faults/toxicProxy.js';
import { freePort } from '../harness/freePort.js';
import { waitFor } from '../harness/waitFor.js';

let folder: string;
let anvil: Anvil;
let node: TestClient<'anvil'>;
let contracts: Contracts;
let first: ToxicProxy;
let second: ToxicProxy;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-toxic-'));
  const port = await freePort();
  anvil = await startAnvil(folder, port);
  node = createAnvilClient(port);
  first = await openToxicProxy(port);
  second = await openToxicProxy(port);
  const client = createRpcClient({ url: `http://127.0.0.1:${port}` });
  const account = privateKeyToAccount(demoWallets().artist.privateKey);
  const wallet = createWalletClient({ account, chain: foundry, transport: http(`http://127.0.0.1:${port}`) });
  const series = { cap: 529, publicUrl: 'http://localhost', messageFee: 0n, messageCooldown: 0 };
  const { layerToken, featuredMessages } = await deployContracts({ client, wallet, series });
  contracts = { layerToken, featuredMessages };
});

afterEach(() => {
  first.toxic = 'none';
  second.toxic = 'none';
});

afterAll(async () => {
  await Promise.all([first?.close(), second?.close()]);
  anvil?.process.kill('SIGKILL');
  await anvil?.exited;
  rmSync(folder, { recursive: true });
});

/** A follower that asks through the proxies, and waits for half a second at most for an answer. */
function follow({ pollInterval = 30, heads }: { pollInterval?: number; heads?: (ring: () => void) => void } = {}) {
  const aborter = new AbortController();
  const events: ChainEvent[] = [];
  const notices: FollowNotice[] = [];
  const running = (async () => {
    const followed = followChain({
      chainId: foundry.id,
      contracts,
      clients: [first, second].map(({ port }) => createRpcClient({ url: `http://127.0.0.1:${port}`, timeoutMs: 500 })),
      resume: { origin: null, blocks: [] },
      pollInterval,
      reorgWindow: 180,
      rate: 10_000,
      random: Math.random,
      report: (notice) => notices.push(notice),
      signal: aborter.signal,
      ...(heads && { heads }),
    });
    for await (const event of followed) events.push(event);
  })();
  const has = async (number: number) => {
    await waitFor(`block ${number}`, () =>
      events.some((event) => event.type === 'block' && event.block.number === number),
    );
  };
  return {
    notices,
    has,
    /** Every block told, in order. */
    numbers: () => events.flatMap((event) => (event.type === 'block' ? [event.block.number] : [])),
    isLive: () => waitFor('the head', () => events.some(({ type }) => type === 'live')),
    close: async () => {
      aborter.abort();
      await running;
    },
  };
}

async function mine(): Promise<number> {
  await node.mine({ blocks: 1 });
  const { number } = await createRpcClient({ url: node.transport.url }).getBlock();
  return Number(number);
}

const inARow = (numbers: readonly number[]) =>
  numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);

describe('a follower whose sockets fail', () => {
  it('goes over to another node when one takes questions and gives no answers', async () => {
    const follower = follow();
    await follower.isLive();
    first.toxic = 'silent';
    await follower.has(await mine());
    expect(follower.notices).toContainEqual(expect.objectContaining({ type: 'failover' }));
    await follower.close();
  });

  it('goes over to another node when one breaks its connections, and back when the other does', async () => {
    const follower = follow();
    await follower.isLive();
    first.toxic = 'dead';
    await follower.has(await mine());
    first.toxic = 'none';
    second.toxic = 'dead';
    await follower.has(await mine());
    expect(follower.notices.filter(({ type }) => type === 'failover').length).toBeGreaterThanOrEqual(2);
    expect(inARow(follower.numbers())).toBe(true);
    await follower.close();
  });

  it('tells of every node failing, and misses nothing when one is back', async () => {
    const follower = follow();
    await follower.isLive();
    first.toxic = 'silent';
    second.toxic = 'dead';
    await waitFor('trouble', () => follower.notices.some(({ type }) => type === 'trouble'));
    await mine();
    const last = await mine();
    second.toxic = 'none';
    await follower.has(last);
    expect(inARow(follower.numbers())).toBe(true);
    expect(follower.notices.some(({ type }) => type === 'recovered')).toBe(true);
    await follower.close();
  });

  it('is woken by heads over a WebSocket, and goes on by itself when that falls silent', async () => {
    const proxy = await openToxicProxy(Number(new URL(node.transport.url!).port));
    const aborter = new AbortController();
    const rung: number[] = [];
    const heads = wakeOnHeads({ url: `ws://127.0.0.1:${proxy.port}`, signal: aborter.signal });
    const woken = follow({
      pollInterval: 3_000_000,
      heads: (ring) =>
        heads(() => {
          rung.push(rung.length);
          ring();
        }),
    });
    await woken.isLive();
    await waitFor('a head over the socket', async () => {
      await mine();
      return rung.length > 0;
    });
    await woken.has(await mine());
    await woken.close();

    const looking = follow({ heads });
    await looking.isLive();
    proxy.toxic = 'silent';
    await looking.has(await mine());
    aborter.abort();
    await looking.close();
    await proxy.close();
  });
});
