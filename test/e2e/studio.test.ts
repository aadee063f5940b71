import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createTestClient, createWalletClient, encodeFunctionData, http } from 'viem';
import { type HDAccount, mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { momentOf } from '../../engine/scene/moment.js';
import { sceneHash } from '../../engine/scene/sceneHash.js';
import { encodeChanges } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { livePicture } from '../harness/livePicture.js';
import { installMockWallet, type MockWallet } from '../harness/mockWallet.js';
import { openBrowser } from '../harness/openBrowser.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { screenShows } from '../harness/readScreen.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

/** The collector's layer; the sky and the master are the artist's. */
const FIGURE = 2;
const HUE = 1;
/** A stranger with nothing but ether. */
const guest = mnemonicToAccount('test test test test test test test test test test test junk', { addressIndex: 2 });

describe('the studio with a wallet of the browser', () => {
  let chain: TestChain;
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let studio: Page;
  let wall: Page;
  let wallet: MockWallet;
  let collector: HDAccount;
  let node: ReturnType<typeof nodeAt>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pentimento-studio-'));
    chain = await openChain();
    collector = chain.owners[FIGURE]!;
    node = nodeAt(chain.rpcUrl);
    [server, browser] = await Promise.all([startServer({ dataFolder: folder, env: chain.env }), openBrowser()]);
    wall = await browser.newPage({ viewport: { width: 320, height: 200 } });
    await wall.goto(`${server.url}/screen/1?motion=off`);
    studio = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    wallet = await installMockWallet(studio, chain.rpcUrl, collector);
    await studio.goto(`${server.url}/studio?motion=off`);
    await studio.getByRole('button', { name: 'Choose a wallet' }).click();
    await studio.getByRole('button', { name: 'Test wallet' }).click();
    await studio.getByRole('button', { name: /^Signing as Test wallet/ }).waitFor();
    await studio.getByRole('button', { name: 'By hand' }).click();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.end();
    await chain?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const state = (): Promise<Snapshot> => fetch(`${server.url}/api/works/1/state`).then((response) => response.json());
  const say = (words: string | RegExp) => studio.getByText(words).first().waitFor();
  const sign = () => studio.getByRole('button', { name: 'Sign restyle' }).click();
  const turnHue = (to: number) => studio.getByLabel('Hue').fill(String(to));
  const confirmed = () => say(/Confirmed in block \d+\. Every screen/);
  const styleOf = async (): Promise<number[]> => {
    const word = BigInt(await chain.wordOf(FIGURE));
    return [0, 1].map((lever) => Number((word >> BigInt(16 * lever)) & 0xffffn));
  };
  const send = (account: HDAccount, data: `0x${string}`, fees = {}) =>
    createWalletClient({ account, chain: foundry, transport: http(chain.rpcUrl) }).sendTransaction({
      to: chain.layerToken,
      data,
      ...fees,
    });

  it('opens at the layer of whoever connects, and previews what the screens then show', async () => {
    await studio.getByRole('heading', { name: 'Figure' }).waitFor();
    await turnHue(9);
    await studio
      .getByRole('group', { name: /^Composition/ })
      .locator('label:has([aria-label="2"])')
      .click();
    await say('Your proposal. Nothing is on chain until you sign.');
    const proposed = await livePicture(studio);
    await say(/Gas, about: 0\.0\d+ ETH|Gas, about: [\d.]+ gwei/);
    await sign();
    await confirmed();
    const snapshot = await state();
    await screenShows(wall, snapshot.seq);
    expect(await styleOf()).toEqual([2, 9]);

    // By pixels: what was previewed, and what the same canvas shows of the confirmed state.
    await say('The work as it is now.');
    expect((await livePicture(studio)).equals(proposed)).toBe(true);
    // By name: the proposal's words at the confirming block are the very scene the server composes.
    const description = await fetch(`${server.url}/api/works/1`).then((response) => response.json());
    const manifest = checkManifest(description.manifest);
    const words = snapshot.state.tokens.map(({ word }) => word);
    const seeds = words.map((_, index) => layerSeed(chain.layerToken, description.entropy, tokenIdOf(1, index)));
    const hash = sceneHash(evaluateScene({ manifest, words, seeds, moment: momentOf(snapshot.state.restyled, 0) }));
    const still = await fetch(`${server.url}/api/works/1/still.png?width=320`);
    expect(still.headers.get('content-location')).toContain(hash);
  });

  it('tells that the wallet declined, and keeps the proposal for another try', async () => {
    await turnHue(12);
    wallet.declineNext();
    await sign();
    await say('You declined in your wallet. Nothing was sent, and nothing changed.');
    expect((await styleOf())[HUE]).toBe(9);
    await sign();
    await confirmed();
    expect((await styleOf())[HUE]).toBe(12);
  });

  it('asks a wallet on another chain to change, and says what to do when it will not', async () => {
    await wallet.moveTo(1);
    await turnHue(13);
    wallet.declineNext();
    await sign();
    await studio
      .getByRole('alert')
      .getByText(/declined in your wallet|could not change to the chain/)
      .waitFor();
    await sign();
    await confirmed();
    expect(wallet.asked).toContain('wallet_switchEthereumChain');
    expect((await styleOf())[HUE]).toBe(13);
  });

  it('follows a transaction that is paid more for, and tells of one that is cancelled', async () => {
    await node.setAutomine(false);
    await turnHue(14);
    await sign();
    await say(/^Sent as 0x/);
    const first = await waitForTransaction(wallet.sent.at(-1)!);
    await send(collector, first.input, dearer(first));
    await node.mine({ blocks: 1 });
    await say(/You sped it up\. Confirmed in block \d+\./);
    expect((await styleOf())[HUE]).toBe(14);

    await turnHue(15);
    await sign();
    await say(/^Sent as 0x/);
    const second = await waitForTransaction(wallet.sent.at(-1)!);
    await createWalletClient({ account: collector, chain: foundry, transport: http(chain.rpcUrl) }).sendTransaction({
      to: collector.address,
      value: 0n,
      ...dearer(second),
    });
    await node.mine({ blocks: 1 });
    await say('You cancelled it in your wallet. Nothing changed, and your proposal is still here.');
    expect((await styleOf())[HUE]).toBe(14);
    await node.setAutomine(true);
    await sign();
    await confirmed();
    expect((await styleOf())[HUE]).toBe(15);
  });

  it('lends a layer to a guest, who restyles it as its guest', async () => {
    await studio.getByRole('button', { name: 'Lend and keep' }).click();
    const lend = studio.getByRole('region', { name: 'Lend' });
    await lend.getByLabel('To').fill(guest.address);
    await lend.getByRole('button', { name: 'Lend it' }).click();
    await say(/It holds from now on\./);
    await lend.getByText(/^Lent to 0x/).waitFor();

    await wallet.use(guest);
    await say(/^lent to you until/);
    await studio.getByRole('button', { name: 'By hand' }).click();
    await turnHue(16);
    await sign();
    await confirmed();
    expect((await styleOf())[HUE]).toBe(16);
  });

  it('tells that somebody else was faster, and lets the same moves be signed on what they left', async () => {
    await wallet.use(collector);
    await say(/^yours$/);
    await node.setAutomine(false);
    await turnHue(20);
    await sign();
    await say(/^Sent as 0x/);
    const { maxPriorityFeePerGas = 0n, maxFeePerGas = 0n } = await waitForTransaction(wallet.sent.at(-1)!);
    // The guest still may, and pays more to be first in the block.
    const word = BigInt(await chain.wordOf(FIGURE));
    const args = [tokenIdOf(1, FIGURE), encodeChanges([{ lever: 0, index: 3 }]), Number((word >> 192n) & 0xffff_ffffn)];
    const faster = {
      maxPriorityFeePerGas: 50n * maxPriorityFeePerGas,
      maxFeePerGas: 50n * maxFeePerGas,
      gas: 200_000n,
    };
    await send(
      guest,
      encodeFunctionData({ abi: layerTokenAbi, functionName: 'setStyle', args: args as never }),
      faster,
    );
    await node.mine({ blocks: 1 });
    await say(/^Somebody changed this layer meanwhile/);
    expect(await styleOf()).toEqual([3, 16]);
    await node.setAutomine(true);
    await sign();
    await confirmed();
    expect(await styleOf()).toEqual([3, 20]);
  });

  it('tells whose the layer is now when it was sold meanwhile, and goes on when it comes back', async () => {
    await turnHue(22);
    const move = (from: HDAccount, to: HDAccount) =>
      send(
        from,
        encodeFunctionData({
          abi: layerTokenAbi,
          functionName: 'transferFrom',
          args: [from.address, to.address, tokenIdOf(1, FIGURE)],
        }),
      );
    await move(collector, guest);
    await say(/^Figure belongs to 0x.*only its owner can sign\.$/);
    await sign();
    await studio
      .getByRole('alert')
      .getByText(/^Only the owner of this layer, or somebody the owner lent it to/)
      .waitFor();
    await move(guest, collector);
    await say(/^yours$/);
    await sign();
    await confirmed();
    expect((await styleOf())[HUE]).toBe(22);
  });

  it('opens a style that somebody proposes by a link, and leaves out one that no layer can have', async () => {
    const word = await chain.wordOf(FIGURE);
    const other = `${word.slice(0, -8)}00050001` as const;
    const page = await browser.newPage();
    await page.goto(`${server.url}/studio?work=1&layer=${FIGURE}&style=${other}&motion=off`);
    await page.getByText('A style that somebody proposes to you.').waitFor();
    await page.getByText('22', { exact: false }).first().waitFor();
    await page.goto(`${server.url}/studio?work=1&layer=${FIGURE}&style=0x${'f'.repeat(64)}&motion=off`);
    await page.getByText('The link’s style is not one this layer can have, so it was left out.').waitFor();
    await page.close();
  });

  const waitForTransaction = (hash: `0x${string}`) =>
    waitFor('the node to know the transaction', () => chain.client.getTransaction({ hash }).catch(() => null));
});

const nodeAt = (rpcUrl: string) => createTestClient({ mode: 'anvil', chain: foundry, transport: http(rpcUrl) });

interface Priced {
  nonce: number;
  gas: bigint;
  maxFeePerGas?: bigint | undefined;
  maxPriorityFeePerGas?: bigint | undefined;
}

/** What replaces a transaction: its nonce, at twice its price. */
const dearer = ({ nonce, gas, maxFeePerGas = 0n, maxPriorityFeePerGas = 0n }: Priced) => ({
  nonce,
  gas,
  maxFeePerGas: 2n * maxFeePerGas,
  maxPriorityFeePerGas: 2n * maxPriorityFeePerGas + 1n,
});
