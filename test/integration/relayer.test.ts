import { pino } from 'pino';
import { createPublicClient, createTestClient, createWalletClient, http, toHex } from 'viem';
import { generatePrivateKey, type HDAccount, privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { signStyleOrder } from '../../display/studio/sign/signStyleOrder.js';
import { demoWallet } from '../../display/studio/wallet/demoWallet.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { StyleOrder } from '../../engine/protocol/styleOrder.js';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { createRelayer, type RelayerOptions } from '../../server/relayer/createRelayer.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { waitFor } from '../harness/waitFor.js';

jest.setTimeout(60_000);

const FIGURE = 2;
const HUE = 1;
const ETHER = 10n ** 18n;

describe('the relayer', () => {
  let chain: TestChain;
  let client: RelayerOptions['client'];
  let node: ReturnType<typeof createTestClient>;
  let owner: HDAccount;

  beforeAll(async () => {
    chain = await openChain();
    client = createPublicClient({ chain: foundry, transport: http(chain.rpcUrl), pollingInterval: 50, cacheTime: 0 });
    node = createTestClient({ mode: 'anvil', chain: foundry, transport: http(chain.rpcUrl) });
    owner = chain.owners[FIGURE]!;
  });
  afterAll(() => chain?.end());

  async function relayerWith(balance: bigint, daily = 5) {
    const account = privateKeyToAccount(generatePrivateKey());
    await node.setBalance({ address: account.address, value: balance });
    const wallet = createWalletClient({ account, chain: foundry, transport: http(chain.rpcUrl) });
    const log = pino({ enabled: false });
    return createRelayer({ client, wallet, layerToken: chain.layerToken, daily, now: () => 0, log });
  }

  async function orderFor(hue: number, now = Date.now() / 1000): Promise<StyleOrder> {
    const wallet = demoWallet(
      { label: 'Owner', address: owner.address.toLowerCase() as Hex, privateKey: toHex(owner.getHdKey().privateKey!) },
      client,
    );
    const description = {
      work: 1,
      chainId: foundry.id,
      contracts: { layerToken: chain.layerToken },
    } as WorkDescription;
    const restyle = { token: FIGURE, word: await chain.wordOf(FIGURE), changes: [{ lever: HUE, index: hue }] };
    return signStyleOrder(client, description, restyle, wallet, now);
  }

  const hueNow = async () => decodeWord(await chain.wordOf(FIGURE)).levers[HUE];

  it('sends what the owner signed, and the owner pays nothing', async () => {
    const relayer = await relayerWith(ETHER);
    const before = await client.getBalance({ address: owner.address });
    const hash = await relayer.send(await orderFor(5));
    expect((await client.waitForTransactionReceipt({ hash })).status).toBe('success');
    expect(await hueNow()).toBe(5);
    expect(await client.getBalance({ address: owner.address })).toBe(before);
    expect(relayer.left(owner.address.toLowerCase() as Hex)).toBe(4);
  });

  it.each([
    ['is of somebody else', { signature: `0x${'11'.repeat(65)}` as Hex }, 'BadSignature'],
    ['moves another lever than was signed', { changes: '0x000001' as Hex }, 'BadSignature'],
    ['is over', { deadline: 1 }, 'SignatureExpired'],
    ['was composed on an older style', { revision: 0 }, 'BadSignature'],
  ])('refuses before sending what %s, and takes nothing off the owner’s quota', async (_, change, error) => {
    const relayer = await relayerWith(ETHER);
    await expect(relayer.send({ ...(await orderFor(6)), ...change })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(error),
    });
    expect(relayer.left(owner.address.toLowerCase() as Hex)).toBe(5);
  });

  it('sends no more for an owner than the operator gives a day', async () => {
    const relayer = await relayerWith(ETHER, 1);
    await client.waitForTransactionReceipt({ hash: await relayer.send(await orderFor(7)) });
    await expect(relayer.send(await orderFor(8))).rejects.toMatchObject({ error: 'relayer-spent', retryAfter: 86_400 });
    expect(await hueNow()).toBe(7);
  });

  it('says that its account is empty rather than fail', async () => {
    const relayer = await relayerWith(0n);
    await expect(relayer.send(await orderFor(9))).rejects.toMatchObject({ error: 'relayer-empty' });
  });

  it('sends two at once one after the other, and refuses the one that came too late', async () => {
    const relayer = await relayerWith(ETHER);
    const [one, other] = [await orderFor(10), await orderFor(11)];
    const ends = await Promise.allSettled([relayer.send(one), relayer.send(other)]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await waitFor('the first to be mined', async () => (await hueNow()) === 10);
  });
});
