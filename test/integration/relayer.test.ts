import { pino } from 'pino';
import { createPublicClient, createTestClient, createWalletClient, http, parseEventLogs, toHex } from 'viem';
import { generatePrivateKey, type HDAccount, privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { type ChainClient, chainClient } from '../../display/studio/chainClient.js';
import { signMessageOrder } from '../../display/studio/sign/signMessageOrder.js';
import { signStyleOrder } from '../../display/studio/sign/signStyleOrder.js';
import { demoWallet } from '../../display/studio/wallet/demoWallet.js';
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import type { MessageOrder } from '../../engine/protocol/messageOrder.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { StyleOrder } from '../../engine/protocol/styleOrder.js';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { createRelayer, type RelayerOptions } from '../../server/relayer/createRelayer.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { waitFor } from '../harness/waitFor.js';

const FIGURE = 2;
const HUE = 1;
/** Of a message, in wei. */
const FEE = 10n ** 15n;
const ETHER = 10n ** 18n;

describe('the relayer', () => {
  let chain: TestChain;
  let client: RelayerOptions['client'];
  let pageClient: ChainClient;
  let node: ReturnType<typeof createTestClient>;
  let owner: HDAccount;

  beforeAll(async () => {
    chain = await openChain(undefined, FEE);
    client = createPublicClient({ chain: foundry, transport: http(chain.rpcUrl), pollingInterval: 50, cacheTime: 0 });
    pageClient = chainClient({ chain: foundry, transport: http(chain.rpcUrl), pollingInterval: 50 });
    node = createTestClient({ mode: 'anvil', chain: foundry, transport: http(chain.rpcUrl) });
    owner = chain.owners[FIGURE]!;
  });
  afterAll(() => chain?.end());

  async function relayerWith(balance: bigint, daily = 5, messageFee = 0n) {
    const account = privateKeyToAccount(generatePrivateKey());
    await node.setBalance({ address: account.address, value: balance });
    const wallet = createWalletClient({ account, chain: foundry, transport: http(chain.rpcUrl) });
    const log = pino({ enabled: false });
    const { layerToken, featuredMessages } = chain;
    return createRelayer({ client, wallet, layerToken, featuredMessages, daily, messageFee, now: () => 0, log });
  }

  const ownerAddress = () => owner.address.toLowerCase() as Hex;
  const ownersWallet = () =>
    demoWallet(
      { label: 'Owner', address: ownerAddress(), privateKey: toHex(owner.getHdKey().privateKey!) },
      pageClient,
    );
  const description = () => {
    const { layerToken, featuredMessages } = chain;
    return { work: 1, chainId: foundry.id, contracts: { layerToken, featuredMessages } } as WorkDescription;
  };
  const messageFor = (text: string): Promise<MessageOrder> =>
    signMessageOrder(pageClient, description(), FIGURE, { text, link: '' }, ownersWallet(), Date.now() / 1000);

  async function orderFor(hue: number, now = Date.now() / 1000): Promise<StyleOrder> {
    const restyle = { token: FIGURE, word: await chain.wordOf(FIGURE), changes: [{ lever: HUE, index: hue }] };
    return signStyleOrder(pageClient, description(), restyle, ownersWallet(), now);
  }

  const hueNow = async () => decodeWord(await chain.wordOf(FIGURE)).levers[HUE];

  it('sends what the owner signed, and the owner pays nothing', async () => {
    const relayer = await relayerWith(ETHER);
    const before = await client.getBalance({ address: owner.address });
    const hash = await relayer.restyle(await orderFor(5));
    expect((await client.waitForTransactionReceipt({ hash })).status).toBe('success');
    expect(await hueNow()).toBe(5);
    expect(await client.getBalance({ address: owner.address })).toBe(before);
    expect((await relayer.offerTo(ownerAddress())).left).toBe(4);
  });

  it.each([
    ['is of somebody else', { signature: `0x${'11'.repeat(65)}` as Hex }, 'BadSignature'],
    ['moves another lever than was signed', { changes: '0x000001' as Hex }, 'BadSignature'],
    ['is over', { deadline: 1 }, 'SignatureExpired'],
    ['was composed on an older style', { revision: 0 }, 'BadSignature'],
  ])('refuses before sending what %s, and takes nothing off the owner’s quota', async (_, change, error) => {
    const relayer = await relayerWith(ETHER);
    await expect(relayer.restyle({ ...(await orderFor(6)), ...change })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(error),
    });
    expect((await relayer.offerTo(ownerAddress())).left).toBe(5);
  });

  it('sends no more for an owner than the operator gives a day', async () => {
    const relayer = await relayerWith(ETHER, 1);
    await client.waitForTransactionReceipt({ hash: await relayer.restyle(await orderFor(7)) });
    await expect(relayer.restyle(await orderFor(8))).rejects.toMatchObject({
      error: 'relayer-spent',
      retryAfter: 86_400,
    });
    expect(await hueNow()).toBe(7);
  });

  it('says that its account is empty rather than fail', async () => {
    const relayer = await relayerWith(0n);
    await expect(relayer.restyle(await orderFor(9))).rejects.toMatchObject({ error: 'relayer-empty' });
  });

  it('sends two at once one after the other, and refuses the one that came too late', async () => {
    const relayer = await relayerWith(ETHER);
    const [one, other] = [await orderFor(10), await orderFor(11)];
    const ends = await Promise.allSettled([relayer.restyle(one), relayer.restyle(other)]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await waitFor('the first to be mined', async () => (await hueNow()) === 10);
  });

  it('posts what the owner signed to be said, and pays its fee, once', async () => {
    const relayer = await relayerWith(ETHER, 5, FEE);
    const before = await client.getBalance({ address: owner.address });
    const order = await messageFor('The tide is mine.');
    const hash = await relayer.post(order);
    const { logs } = await client.waitForTransactionReceipt({ hash });
    const [said] = parseEventLogs({ abi: featuredMessagesAbi, eventName: 'MessagePosted', logs });
    expect(said?.args).toMatchObject({ by: owner.address, text: 'The tide is mine.', link: '' });
    expect(await client.getBalance({ address: owner.address })).toBe(before);
    expect(await relayer.offerTo(ownerAddress())).toEqual({ open: true, left: 4, messages: true });

    const again = relayer.post(order);
    await expect(again).rejects.toMatchObject({ error: 'would-revert', facts: { contractError: 'StaleMessage' } });
  });

  it('refuses words that were not signed, and takes nothing off the owner’s quota', async () => {
    const relayer = await relayerWith(ETHER, 5, FEE);
    const order = await messageFor('Mine.');
    await expect(relayer.post({ ...order, text: 'Yours.' })).rejects.toMatchObject({
      error: 'would-revert',
      message: expect.stringMatching(/ refuse this with BadSignature\(0x[0-9a-fA-F]{40}\), so nothing was sent\. /),
      facts: { contractError: 'BadSignature' },
    });
    expect((await relayer.offerTo(ownerAddress())).left).toBe(5);
  });

  it('neither offers nor posts messages whose fee is more than the operator gives', async () => {
    const relayer = await relayerWith(ETHER, 5, FEE - 1n);
    expect(await relayer.offerTo(ownerAddress())).toMatchObject({ open: true, messages: false });
    await expect(relayer.post(await messageFor('Mine.'))).rejects.toMatchObject({
      error: 'fee-too-high',
      facts: { fee: String(FEE) },
    });
  });
});
